package dev.contactbook.spring.boot;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.rest.Authenticator;
import dev.contactbook.rest.ContactsEndpoint;
import dev.contactbook.spring.CallerArgumentResolver;
import dev.contactbook.spring.ContactProblems;
import dev.contactbook.spring.ContactsRoutes;
import dev.contactbook.spring.SecurityContextUsers;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Serves the REST API in Spring MVC if {@code contactbook.rest.path} is set, and helps controllers of the host: problem
 * details for exceptions, and {@link dev.contactbook.domain.Caller} as argument.
 */
@AutoConfiguration(after = {ContactbookAutoConfiguration.class, ContactbookSecurityAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(WebMvcConfigurer.class)
public final class ContactbookWebMvcAutoConfiguration {
    ContactbookWebMvcAutoConfiguration() {}

    @Bean
    @ConditionalOnBooleanProperty(name = "contactbook.problem-details", matchIfMissing = true)
    @ConditionalOnMissingBean
    ContactProblems contactProblems() {
        return new ContactProblems();
    }

    @Bean
    @ConditionalOnBean({Contacts.class, Authenticator.class})
    @ConditionalOnMissingBean
    ContactsEndpoint contactsEndpoint(
            Contacts contacts, Authenticator authenticator, ContactbookProperties properties) {
        return ContactsEndpoint.over(contacts, authenticator)
                .withMaxLimit(properties.rest().maxLimit());
    }

    /** The REST API at the path of the host. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnRestPath.class)
    static class Rest {
        @Bean
        RouterFunction<ServerResponse> contactsRoutes(
                ContactbookProperties properties, ObjectProvider<ContactsEndpoint> endpoint) {
            return ContactsRoutes.at(Objects.requireNonNull(properties.rest().path()), endpoint.getIfUnique(() -> {
                throw new FailedStartException(
                        "contactbook.rest.path is set, but no bean says who sends a request",
                        "Declare a bean of type ContactsUserResolver, which finds your user in an authentication of"
                                + " Spring Security. Without Spring Security declare an Authenticator.");
            }));
        }
    }

    /** Tomcat rejects the brackets of filters unless it is told not to. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(TomcatWebServerFactory.class)
    @Conditional(OnRestPath.class)
    @ConditionalOnBooleanProperty(name = "contactbook.rest.relaxed-query-chars", matchIfMissing = true)
    static class Brackets {
        @Bean
        WebServerFactoryCustomizer<TomcatWebServerFactory> contactsQueryChars() {
            return factory -> factory.addConnectorCustomizers(connector -> {
                Object others = connector.getProperty("relaxedQueryChars");
                connector.setProperty("relaxedQueryChars", (others == null ? "" : others) + "[]");
            });
        }
    }

    /** Arguments of controllers of the host. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Authentication.class)
    @ConditionalOnBean(SecurityContextUsers.class)
    static class Arguments implements WebMvcConfigurer {
        private final SecurityContextUsers users;

        Arguments(SecurityContextUsers users) {
            this.users = users;
        }

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new CallerArgumentResolver(users));
        }
    }

    /**
     * Rejects those arguments where it is not known who sends a request. Spring would fill them from the parameters of
     * the request.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(type = "dev.contactbook.spring.SecurityContextUsers")
    static class NoArguments implements WebMvcConfigurer, HandlerMethodArgumentResolver {
        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(this);
        }

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class
                    || parameter.getParameterType() == AuthenticatedUser.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            throw new IllegalStateException(
                    "Caller and AuthenticatedUser arguments need a ContactsUserResolver bean, and no Authenticator");
        }
    }
}
