create table deal (
    id         bigint generated always as identity primary key,
    title      text   not null,
    contact_id bigint not null
);
