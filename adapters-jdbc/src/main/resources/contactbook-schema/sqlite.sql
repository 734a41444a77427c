-- Contactbook's tables on SQLite, version 1. The library runs it in one transaction. Every statement may run twice.
-- Times are milliseconds since 1970.

-- The version of the tables, a row for each that was installed. This table is the first and its row the last, so that tables
-- without it are those of an unreleased library, and tables without a row are unfinished.
create table if not exists contactbook_schema (
    table_version   integer not null primary key,
    compatible_from integer not null,
    migrated_at     integer default (cast(unixepoch('subsec') * 1000 as integer)) not null,

    -- Whether writers keep the counters.
    counters        integer default 1 not null
) strict;

-- The last id that was given, in one row.
create table if not exists contactbook_contact_id (
    only_row integer not null primary key check (only_row = 1),
    last_id  integer not null check (last_id <= 9007199254740991)
) strict;

insert into contactbook_contact_id (only_row, last_id) values (1, 0) on conflict do nothing;

create table if not exists contactbook_contact (
    organization_id           integer not null,
    id                        integer not null,
    version                   integer not null,
    created_at                integer not null,
    updated_at                integer not null,

    -- The revision with which a contact was last changed: in its stripe, larger than all that were committed before. 0 where
    -- it was changed while the counters were off.
    rev                       integer not null,

    -- Which counter the last change of the contact was counted in. No counter may go whose number a contact has.
    stripe                    integer not null,

    -- Which folding made the texts below: JDKs fold some characters differently.
    fold_version              integer not null,

    owned_by_user_id          integer,
    company_id                integer,
    created_by_user_id        integer,
    updated_by_user_id        integer,
    deleted_at                integer,

    -- What a search looks at, null where there is nothing to find: the words of the name, the forms that they have written
    -- together, and e-mail addresses and digits of phones between line feeds.
    -- Before other texts, since a database reads a row as far as it needs.
    name_words                text,
    name_forms                text,
    email_addresses           text,
    phone_numbers             text,

    system_type               text    not null,
    first_name                text    not null,
    last_name                 text,
    email                     text,
    phone                     text,
    phone_country_code        text,
    phone_country_iso         text,
    channel_whatsapp_wa_id    text,
    channel_instagram_user_id text,
    avatar_url                text,
    custom_fields_by_name     text    not null,

    -- Arrays of objects, null where they are empty.
    other_emails              text,
    other_phones              text,
    external_ids              text,

    -- What a sort goes by: folded text, a zero byte, text as written, in UTF-8; empty for null, which is smaller than all.
    first_name_key            blob    not null,
    last_name_key             blob    not null,
    email_key                 blob    not null,

    primary key (organization_id, id)
) strict, without rowid;

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

-- How many live and deleted contacts an organization has, as the sums of its rows, and the last revision of each.
create table if not exists contactbook_counter (
    organization_id integer not null,
    stripe          integer not null,
    live            integer not null,
    deleted         integer default 0 not null,
    rev             integer not null,

    primary key (organization_id, stripe)
) strict, without rowid;

-- The keys by which contacts are found and told apart: e-mail addresses (kind 1), phone numbers (2) and external ids
-- (3). Slot 0 where at most one contact may have a key, else the contact's id. Deleted contacts have external ids only.
create table if not exists contactbook_key (
    organization_id integer not null,
    kind            integer not null,
    key_text        text    not null,
    slot            integer not null,
    contact_id      integer not null,

    primary key (organization_id, kind, key_text, slot)
) strict, without rowid;

-- The kinds of keys, numbered as above, that organizations chose to be unique: e-mail addresses. Without a row several
-- contacts may have one.
create table if not exists contactbook_unique_key (
    organization_id integer not null,
    kind            integer not null,

    primary key (organization_id, kind)
) strict, without rowid;

-- The numbers of ids that are texts in the host: NumberedIds. Empty where nothing uses it.
create table if not exists contactbook_numbered_id (
    kind   text    not null,
    id     text    not null,
    number integer not null,

    primary key (kind, id),
    unique (number, kind)
) strict, without rowid;

insert into contactbook_schema (table_version, compatible_from)
select 1, 1 where not exists (select 1 from contactbook_schema);
