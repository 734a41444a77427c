create table deal (
  id bigint generated always as identity primary key,
  contact_id bigint not null,
  title text not null
);
