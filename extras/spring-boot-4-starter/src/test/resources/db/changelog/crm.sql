--liquibase formatted sql
--changeset crm:1
create schema crm;
