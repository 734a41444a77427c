-- A version that there is not, for tests of upgrades.

alter table contactbook_contact
    add column if not exists nickname text default 'none' not null;

select 1 / 0;
