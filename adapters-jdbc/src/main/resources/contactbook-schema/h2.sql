-- Contactbook's tables on H2, version 1. Run it in the schema that the tables belong in: by ContactSchema.migrate, or by your
-- own migration tool. Every statement may run twice, and by two processes at the same time.

-- The version of the tables, a row for each that was installed. This table is the first and its row the last, so that tables
-- without it are those of an unreleased library, and tables without a row are unfinished.
create table if not exists contactbook_schema (
    table_version   integer not null primary key,
    compatible_from integer not null,
    migrated_at     timestamp(3) with time zone default current_timestamp not null,

    -- Whether writers keep the counters.
    counters        boolean default true not null
);

-- H2 writes down where a sequence is once for so many of its numbers; those left over are lost with the process.
create sequence if not exists contactbook_contact_id as bigint start with 1 maxvalue 9007199254740991 no cycle cache 1000;

create table if not exists contactbook_contact (
    organization_id           bigint                      not null,
    id                        bigint                      not null,
    version                   bigint                      not null,
    created_at                timestamp(3) with time zone not null,
    updated_at                timestamp(3) with time zone not null,

    -- The revision with which a contact was last changed: in its stripe, larger than all that were committed before. 0 where
    -- it was changed while the counters were off.
    rev                       bigint                      not null,

    -- Which counter the last change of the contact was counted in: any that was free. No counter may go whose number a contact has.
    stripe                    integer                     not null,

    -- Which folding made the texts below: JDKs fold some characters differently.
    fold_version              integer                     not null,

    owned_by_user_id          bigint,
    company_id                bigint,
    created_by_user_id        bigint,
    updated_by_user_id        bigint,
    deleted_at                timestamp(3) with time zone,

    -- What a search looks at, null where there is nothing to find: the words of the name, the forms that they have written
    -- together, and e-mail addresses and digits of phones between line feeds.
    -- Before other texts, since a database reads a row as far as it needs.
    name_words                varchar,
    name_forms                varchar,
    email_addresses           varchar,
    phone_numbers             varchar,

    system_type               varchar                     not null,
    first_name                varchar                     not null,
    last_name                 varchar,
    email                     varchar,
    phone                     varchar,
    phone_country_code        varchar,
    phone_country_iso         varchar,
    channel_whatsapp_wa_id    varchar,
    channel_instagram_user_id varchar,
    avatar_url                varchar,
    custom_fields_by_name     varchar                     not null,

    -- Arrays of objects, null where they are empty.
    other_emails              varchar,
    other_phones              varchar,
    external_ids              varchar,

    -- What a sort goes by: folded text, a zero byte, text as written, in UTF-8; empty for null, which is smaller than all.
    first_name_key            varbinary                   not null,
    last_name_key             varbinary                   not null,
    email_key                 varbinary                   not null,

    constraint contactbook_contact_pk primary key (organization_id, id)
);

-- Live contacts have no time of deletion, and come last. Before them are the deleted ones, the last deleted first: the trash.
create index if not exists contactbook_contact_newest
    on contactbook_contact (organization_id, deleted_at desc, created_at desc, id desc);

-- From here to the last update a host may choose: ContactIndex.
create index if not exists contactbook_contact_owner_newest
    on contactbook_contact (organization_id, deleted_at desc, owned_by_user_id, created_at desc, id desc);

create index if not exists contactbook_contact_company_newest
    on contactbook_contact (organization_id, deleted_at desc, company_id, created_at desc, id desc);

create index if not exists contactbook_contact_last_updated
    on contactbook_contact (organization_id, deleted_at desc, updated_at desc, id desc);

create index if not exists contactbook_contact_by_rev
    on contactbook_contact (organization_id, stripe, rev);

-- Finds contacts that a library with other rules of folding wrote, which a store looks for when it is made.
create index if not exists contactbook_contact_by_folding
    on contactbook_contact (fold_version);

-- How many live and deleted contacts were counted in a stripe, fewer than none if others moved in it, and its last revision.
create table if not exists contactbook_counter (
    organization_id bigint  not null,
    stripe          integer not null,
    live            bigint  not null,
    deleted         bigint  default 0 not null,
    rev             bigint  not null,

    -- The transaction that counted last, so that it finds its own counter again.
    written_by      varchar,

    constraint contactbook_counter_pk primary key (organization_id, stripe)
);

-- The keys by which contacts are found and told apart: e-mail addresses (kind 1), phone numbers (2) and external ids
-- (3). Slot 0 where at most one contact may have a key, else the contact's id. Deleted contacts have external ids only.
-- Texts are in UTF-8, since a database can compare texts in ignorance of case.
create table if not exists contactbook_key (
    organization_id bigint    not null,
    kind            integer   not null,
    key_text        varbinary not null,
    slot            bigint    not null,
    contact_id      bigint    not null,

    constraint contactbook_key_pk primary key (organization_id, kind, key_text, slot)
);

-- The kinds of keys, numbered as above, that organizations chose to be unique: e-mail addresses. Without a row several
-- contacts may have one.
create table if not exists contactbook_unique_key (
    organization_id bigint  not null,
    kind            integer not null,

    constraint contactbook_unique_key_pk primary key (organization_id, kind)
);

-- The numbers of ids that are texts in the host: NumberedIds. Empty where nothing uses it. Ids are in UTF-8, since a database can
-- compare texts in ignorance of case.
create table if not exists contactbook_numbered_id (
    kind   varchar   not null,
    id     varbinary not null,
    number bigint    not null,

    constraint contactbook_numbered_id_pk primary key (kind, id),
    constraint contactbook_numbered_id_by_number unique (number, kind)
);

insert into contactbook_schema (table_version, compatible_from)
select 1, 1 where not exists (select 1 from contactbook_schema);
