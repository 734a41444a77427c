-- A version that there is not, for tests of upgrades: H2 copies the table, drops the old one and renames the copy, each for itself.

alter table contactbook_contact
    add column if not exists nickname varchar default 'none' not null;

create index if not exists contactbook_contact_by_nickname
    on contactbook_contact (organization_id, nickname);

insert into contactbook_schema (table_version, compatible_from)
select 2, 1 where not exists (select 1 from contactbook_schema where table_version = 2);
