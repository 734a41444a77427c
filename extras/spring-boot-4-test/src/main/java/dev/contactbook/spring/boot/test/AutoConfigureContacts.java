package dev.contactbook.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Replaces the store of contacts by the in-memory store in a {@code @SpringBootTest}.
 *
 * <p>The store takes part in the transactions of Spring: what is rolled back is gone. After each test it is as before.
 * Clock and directory are those of {@link dev.contactbook.testkit.TestContacts}, which is a bean.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureContacts {}
