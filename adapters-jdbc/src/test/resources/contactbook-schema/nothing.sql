create table if not exists other (id int);
