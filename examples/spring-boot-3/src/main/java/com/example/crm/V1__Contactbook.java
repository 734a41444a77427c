package com.example.crm;

import dev.contactbook.jdbc.ContactSchema;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.stereotype.Component;

/** Flyway takes the version from the name. */
@Component
class V1__Contactbook extends BaseJavaMigration {
    @Override
    public void migrate(Context context) {
        ContactSchema.migrate(context.getConfiguration().getDataSource(), context::getConnection);
    }
}
