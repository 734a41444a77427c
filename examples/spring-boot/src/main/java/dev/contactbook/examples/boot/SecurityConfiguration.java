package dev.contactbook.examples.boot;

import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.spring.ContactsUserResolver;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Who may send requests. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** Where in an authority the id of an organization begins. */
    private static final String ORGANIZATION = "ORGANIZATION_";

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .httpBasic(Customizer.withDefaults())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable()) // its clients are programs. Leave it on for browsers
                .build();
    }

    /** Two users of two tenants. Yours are in your identity provider. */
    @Bean
    UserDetailsService accounts() {
        return new InMemoryUserDetailsManager(
                User.withUsername("789")
                        .password("{noop}ada")
                        .authorities(ORGANIZATION + 456)
                        .build(),
                User.withUsername("790")
                        .password("{noop}grace")
                        .authorities(ORGANIZATION + 457)
                        .build());
    }

    /** All that Contactbook has to know about users. */
    @Bean
    ContactsUserResolver users() {
        return authentication -> {
            Set<Long> organizations = authentication.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .filter(authority -> authority != null && authority.startsWith(ORGANIZATION))
                    .map(authority -> Long.valueOf(authority.substring(ORGANIZATION.length())))
                    .collect(Collectors.toSet());
            return Optional.of(new AuthenticatedUser(Long.parseLong(authentication.getName()), organizations));
        };
    }
}
