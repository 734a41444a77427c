package dev.contactbook.jdbc;

class H2ContactRepositoryTest extends H2Contract {
    H2ContactRepositoryTest() {
        super("");
    }
}
