-- Contactbook's tables on PostgreSQL, from version 1 to version 2: counters and revisions. No library for version 1 may write
-- to them any more. Run it as version 1 was run, in one transaction. Every statement may run twice.

-- Contacts are counted in 16 stripes of each organization, so that writers seldom wait for each other.
alter table contactbook_contact
    add column if not exists stripe integer generated always as (mod(id, 16)) stored;

-- The revision with which a contact was last changed: in its stripe, larger than all that were committed before. 0 where
-- it was changed while the counters were off.
alter table contactbook_contact
    add column if not exists rev bigint;

merge into contactbook_contact c
using (
    select organization_id, id, row_number() over (partition by organization_id, stripe order by updated_at, id) as rev
    from contactbook_contact
) n
on c.organization_id = n.organization_id and c.id = n.id
when matched and c.rev is null then update set rev = n.rev;

alter table contactbook_contact alter column rev set not null;

create index if not exists contactbook_contact_by_rev
    on contactbook_contact (organization_id, stripe, rev);

-- How many live contacts a stripe has, and its last revision. Half of each page stays free, for the many updates.
create table if not exists contactbook_counter (
    organization_id bigint  not null,
    stripe          integer not null,
    live            bigint  not null,
    rev             bigint  not null,

    constraint contactbook_counter_pk primary key (organization_id, stripe)
) with (fillfactor = 50);

merge into contactbook_counter c
using (
    select organization_id, stripe, sum(case when deleted_at is null then 1 else 0 end) as live, max(rev) as rev
    from contactbook_contact
    group by organization_id, stripe
) n
on c.organization_id = n.organization_id and c.stripe = n.stripe
when not matched then insert (organization_id, stripe, live, rev) values (n.organization_id, n.stripe, n.live, n.rev);

-- Whether writers keep the counters.
alter table contactbook_schema
    add column if not exists counters boolean default true not null;

insert into contactbook_schema (version, compatible_from)
select 2, 2 where not exists (select 1 from contactbook_schema where version = 2);
