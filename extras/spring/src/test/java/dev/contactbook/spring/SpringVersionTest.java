package dev.contactbook.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.core.SpringVersion;
import org.springframework.security.core.SpringSecurityCoreVersion;

/** The build runs all tests of this module twice: with the oldest Spring and with the newest. */
class SpringVersionTest {
    @Test
    void the_tests_run_with_the_Spring_that_the_build_names() {
        String version = System.getProperty("contactbook.spring.version");

        assertThat(SpringVersion.getVersion()).isEqualTo(version);
        assertThat(SpringSecurityCoreVersion.getVersion()).startsWith(version.substring(0, 2));
    }
}
