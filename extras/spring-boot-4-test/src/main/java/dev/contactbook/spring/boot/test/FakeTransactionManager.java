package dev.contactbook.spring.boot.test;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.SmartTransactionObject;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Transactions of Spring without a database: they begin, end and call their synchronizations, and do nothing else. */
final class FakeTransactionManager extends AbstractPlatformTransactionManager {
    private static final long serialVersionUID = 1;

    FakeTransactionManager() {
        setNestedTransactionAllowed(true);
    }

    @Override
    protected Object doGetTransaction() {
        return new Handle((AtomicBoolean) TransactionSynchronizationManager.getResource(this));
    }

    @Override
    protected boolean isExistingTransaction(Object handle) {
        return ((Handle) handle).isRollbackOnly != null;
    }

    @Override
    protected void doBegin(Object handle, TransactionDefinition definition) {
        ((Handle) handle).isRollbackOnly = new AtomicBoolean();
        TransactionSynchronizationManager.bindResource(this, ((Handle) handle).isRollbackOnly);
    }

    @Override
    protected Object doSuspend(Object handle) {
        ((Handle) handle).isRollbackOnly = null;
        return TransactionSynchronizationManager.unbindResource(this);
    }

    @Override
    protected void doResume(@Nullable Object handle, Object suspended) {
        TransactionSynchronizationManager.bindResource(this, suspended);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {}

    @Override
    protected void doRollback(DefaultTransactionStatus status) {}

    @Override
    protected void doSetRollbackOnly(DefaultTransactionStatus status) {
        AtomicBoolean isRollbackOnly = ((Handle) status.getTransaction()).isRollbackOnly;
        if (isRollbackOnly != null) {
            isRollbackOnly.set(true);
        }
    }

    @Override
    protected void doCleanupAfterCompletion(Object handle) {
        TransactionSynchronizationManager.unbindResource(this);
    }

    /** One use of a transaction. All uses of one share its flag, null while there is no transaction. */
    private static final class Handle implements SmartTransactionObject, SavepointManager {
        private @Nullable AtomicBoolean isRollbackOnly;

        Handle(@Nullable AtomicBoolean isRollbackOnly) {
            this.isRollbackOnly = isRollbackOnly;
        }

        @Override
        public boolean isRollbackOnly() {
            return isRollbackOnly != null && isRollbackOnly.get();
        }

        @Override
        public void flush() {}

        @Override
        public Object createSavepoint() {
            return new Object();
        }

        /** What failed behind the savepoint ends there. */
        @Override
        public void rollbackToSavepoint(Object savepoint) {
            if (isRollbackOnly != null) {
                isRollbackOnly.set(false);
            }
        }

        @Override
        public void releaseSavepoint(Object savepoint) {}
    }
}
