-- Contactbook's tables on PostgreSQL, version 1. Run it in the schema that the tables belong in: by ContactSchema.migrate, or
-- by your own migration tool, in one transaction. Every statement may run twice.
-- Texts have the collation "C", so that no comparison depends on the database's own. Columns of 8 bytes come first, so that
-- none is padded.

-- The version of the tables, a row for each that was installed. This table is the first and its row the last, so that tables
-- without it are those of an unreleased library, and tables without a row are unfinished.
create table if not exists contactbook_schema (
    table_version   integer not null primary key,
    compatible_from integer not null,
    migrated_at     timestamptz(3) default current_timestamp not null,

    -- Whether writers keep the counters.
    counters        boolean default true not null
);

create sequence if not exists contactbook_contact_id as bigint start with 1 maxvalue 9007199254740991 no cycle;

create table if not exists contactbook_contact (
    organization_id           bigint           not null,
    id                        bigint           not null,
    version                   bigint           not null,
    created_at                timestamptz(3)   not null,
    updated_at                timestamptz(3)   not null,

    -- The revision with which a contact was last changed: in its stripe, larger than all that were committed before. 0 where
    -- it was changed while the counters were off.
    rev                       bigint           not null,

    -- Which counter the last change of the contact was counted in: any that was free. No counter may go whose number a contact has.
    stripe                    integer          not null,

    -- Which folding made the texts below: JDKs fold some characters differently.
    fold_version              integer          not null,

    owned_by_user_id          bigint,
    company_id                bigint,
    created_by_user_id        bigint,
    updated_by_user_id        bigint,
    deleted_at                timestamptz(3),

    -- What a search looks at, null where there is nothing to find: the words of the name, the forms that they have written
    -- together, and e-mail addresses and digits of phones between line feeds.
    -- Before other texts, since a database reads a row as far as it needs.
    name_words                text collate "C",
    name_forms                text collate "C",
    email_addresses           text collate "C",
    phone_numbers             text collate "C",

    system_type               text collate "C" not null,
    first_name                text collate "C" not null,
    last_name                 text collate "C",
    email                     text collate "C",
    phone                     text collate "C",
    phone_country_code        text collate "C",
    phone_country_iso         text collate "C",
    channel_whatsapp_wa_id    text collate "C",
    channel_instagram_user_id text collate "C",
    avatar_url                text collate "C",
    custom_fields_by_name     jsonb            not null,

    -- Arrays of objects, null where they are empty.
    other_emails              jsonb,
    other_phones              jsonb,
    external_ids              jsonb,

    -- What a sort goes by: folded text, a zero byte, text as written, in UTF-8; empty for null, which is smaller than all.
    first_name_key            bytea            not null,
    last_name_key             bytea            not null,
    email_key                 bytea            not null,

    constraint contactbook_contact_pk primary key (organization_id, id)
);

create index if not exists contactbook_contact_newest
    on contactbook_contact (organization_id, created_at desc, id desc) where deleted_at is null;

-- The trash: deleted contacts, the last deleted first.
create index if not exists contactbook_contact_trash
    on contactbook_contact (organization_id, deleted_at desc, created_at desc, id desc) where deleted_at is not null;

-- From here to the last update a host may choose: ContactIndex.
create index if not exists contactbook_contact_owner_newest
    on contactbook_contact (organization_id, owned_by_user_id, created_at desc, id desc) where deleted_at is null;

create index if not exists contactbook_contact_company_newest
    on contactbook_contact (organization_id, company_id, created_at desc, id desc) where deleted_at is null;

create index if not exists contactbook_contact_last_updated
    on contactbook_contact (organization_id, updated_at desc, id desc) where deleted_at is null;

create index if not exists contactbook_contact_by_rev
    on contactbook_contact (organization_id, stripe, rev);

-- Contacts that a library with other rules of folding wrote, most often none, which a store looks for when it is made.
create index if not exists contactbook_contact_by_folding
    on contactbook_contact (fold_version) where fold_version < 2000 or fold_version >= 3000;

-- How many live and deleted contacts were counted in a stripe, fewer than none if others moved in it, and its last revision.
-- Half of each page stays free, for the many updates.
create table if not exists contactbook_counter (
    organization_id bigint  not null,
    stripe          integer not null,
    live            bigint  not null,
    deleted         bigint  default 0 not null,
    rev             bigint  not null,

    -- The transaction that counted last, so that it finds its own counter again.
    written_by      xid8,

    constraint contactbook_counter_pk primary key (organization_id, stripe)
) with (fillfactor = 50);

-- The keys by which contacts are found and told apart: e-mail addresses (kind 1), phone numbers (2) and external ids
-- (3). Slot 0 where at most one contact may have a key, else the contact's id. Deleted contacts have external ids only.
create table if not exists contactbook_key (
    organization_id bigint           not null,
    slot            bigint           not null,
    contact_id      bigint           not null,
    kind            integer          not null,
    key_text        text collate "C" not null,

    constraint contactbook_key_pk primary key (organization_id, kind, key_text, slot)
);

-- The kinds of keys, numbered as above, that organizations chose to be unique: e-mail addresses. Without a row several
-- contacts may have one.
create table if not exists contactbook_unique_key (
    organization_id bigint  not null,
    kind            integer not null,

    constraint contactbook_unique_key_pk primary key (organization_id, kind)
);

-- The numbers of ids that are texts in the host: NumberedIds. Empty where nothing uses it.
create table if not exists contactbook_numbered_id (
    kind   text collate "C" not null,
    id     text collate "C" not null,
    number bigint           not null,

    constraint contactbook_numbered_id_pk primary key (kind, id),
    constraint contactbook_numbered_id_by_number unique (number, kind)
);

insert into contactbook_schema (table_version, compatible_from)
select 1, 1 where not exists (select 1 from contactbook_schema);
