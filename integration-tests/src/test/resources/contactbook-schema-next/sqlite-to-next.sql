-- A version that there is not, for tests of upgrades.

alter table contactbook_contact
    add column of_the_next_version text default 'none' not null;

create index if not exists contactbook_contact_by_of_the_next_version
    on contactbook_contact (organization_id, of_the_next_version);

insert into contactbook_schema (table_version, compatible_from)
select max(table_version) + 1, 0 from contactbook_schema
where not exists (select 1 from contactbook_schema where compatible_from = 0);
