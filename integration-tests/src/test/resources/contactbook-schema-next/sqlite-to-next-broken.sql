-- A version that there is not, for tests of upgrades.

alter table contactbook_contact
    add column of_the_next_version text default 'none' not null;

select this_column_is_missing from contactbook_contact;
