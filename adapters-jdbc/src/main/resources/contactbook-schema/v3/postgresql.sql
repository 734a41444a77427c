-- Contactbook's tables on PostgreSQL, from version 2 to version 3: indexes for the orders that people look at, each read in both
-- directions. Libraries for version 2 may go on. Run it as version 1 was run, in one transaction; or make the indexes before, with
-- "concurrently", and no writer waits. Every statement may run twice.

create index if not exists contactbook_contact_by_first_name
    on contactbook_contact (organization_id, first_name_key, id) where deleted_at is null;

create index if not exists contactbook_contact_by_last_name
    on contactbook_contact (organization_id, last_name_key, id) where deleted_at is null;

create index if not exists contactbook_contact_by_email
    on contactbook_contact (organization_id, email_key, id) where deleted_at is null;

create index if not exists contactbook_contact_last_updated
    on contactbook_contact (organization_id, updated_at desc, id desc) where deleted_at is null;

insert into contactbook_schema (version, compatible_from)
select 3, 2 where not exists (select 1 from contactbook_schema where version = 3);
