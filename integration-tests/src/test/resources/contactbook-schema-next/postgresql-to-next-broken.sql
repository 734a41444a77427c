-- A version that there is not, for tests of upgrades.

alter table contactbook_contact
    add column if not exists of_the_next_version text default 'none' not null;

select 1 / 0;
