package dev.contactbook.spring.boot.test;

import dev.contactbook.testkit.FakeTransaction;
import dev.contactbook.testkit.FakeTransactions;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The transactions of Spring, for the in-memory store: each undoes what was written in it if it is rolled back. */
final class SpringFakeTransactions implements FakeTransactions {
    @Override
    public @Nullable FakeTransaction current() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            return null;
        }
        FakeTransaction bound = (FakeTransaction) TransactionSynchronizationManager.getResource(this);
        return bound == null ? begin() : bound;
    }

    private FakeTransaction begin() {
        FakeTransaction transaction = new FakeTransaction();
        TransactionSynchronizationManager.bindResource(this, transaction);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResource(SpringFakeTransactions.this);
            }

            @Override
            public void resume() {
                TransactionSynchronizationManager.bindResource(SpringFakeTransactions.this, transaction);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResource(SpringFakeTransactions.this);
                if (status != STATUS_COMMITTED) {
                    transaction.rollBack();
                }
            }
        });
        return transaction;
    }
}
