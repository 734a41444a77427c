package com.example.crm;

import static org.springframework.security.config.Customizer.withDefaults;

import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.NumberedIds;
import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.spring.ContactsEntryPoint;
import dev.contactbook.spring.SecurityContextUsers;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .csrf(csrf -> csrf.disable()) // no cookies, bearer tokens only
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(new ContactsEntryPoint())
                        .jwt(withDefaults()))
                .build();
    }

    /** The subject and the tenant of a token are texts. */
    @Bean
    SecurityContextUsers users(JdbcContactRepository repository) {
        NumberedIds users = repository.numberedIds("user");
        NumberedIds tenants = repository.numberedIds("tenant");
        return new SecurityContextUsers(authentication -> authentication instanceof JwtAuthenticationToken token
                ? Optional.ofNullable(token.getToken().getClaimAsString("tenant"))
                        .map(tenant -> new AuthenticatedUser(
                                users.numberOf(token.getName()), Set.of(tenants.numberOf(tenant))))
                : Optional.empty());
    }
}
