package dev.contactbook.spring.boot.test;

import dev.contactbook.testkit.FakeTransaction;
import dev.contactbook.testkit.FakeTransactions;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transactions of Spring, for the in-memory store: each undoes what was written in it if it is rolled back. So does
 * each savepoint, which is what {@code PROPAGATION_NESTED} uses.
 */
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
        IdentityHashMap<Object, Runnable> savepoints = new IdentityHashMap<>();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void savepoint(Object savepoint) {
                savepoints.put(savepoint, transaction.savepoint());
            }

            @Override
            public void savepointRollback(Object savepoint) {
                // An older one than the first write is not known here: then all of the writes are behind it.
                savepoints.getOrDefault(savepoint, transaction::rollBack).run();
            }

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
