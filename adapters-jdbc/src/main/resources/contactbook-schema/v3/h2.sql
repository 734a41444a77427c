-- Contactbook's tables on H2, from version 2 to version 3: indexes for the orders that people look at, each read in both
-- directions, and ids that cost less. Libraries for version 2 may go on. Run it as version 1 was run. Every statement may run
-- twice, and by two processes at once.

create index if not exists contactbook_contact_by_first_name
    on contactbook_contact (organization_id, deleted_at, first_name_key, id);

create index if not exists contactbook_contact_by_last_name
    on contactbook_contact (organization_id, deleted_at, last_name_key, id);

create index if not exists contactbook_contact_by_email
    on contactbook_contact (organization_id, deleted_at, email_key, id);

create index if not exists contactbook_contact_last_updated
    on contactbook_contact (organization_id, deleted_at, updated_at desc, id desc);

-- H2 writes down where a sequence is once for so many of its numbers; those left over are lost with the process.
alter sequence contactbook_contact_id cache 1000;

insert into contactbook_schema (version, compatible_from)
select 3, 2 where not exists (select 1 from contactbook_schema where version = 3);
