package io.tallygate.admin.access;

import io.tallygate.admin.access.Visitor.Known;
import java.security.Principal;
import java.util.Optional;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.util.ClassUtils;

/** Reads principals as the host's security left them. One that is not Spring Security's has no roles, and may read. */
final class Principals {

    private static final String ADMIN = "ROLE_TALLYGATE_ADMIN";
    private static final boolean SECURITY =
            ClassUtils.isPresent("org.springframework.security.core.Authentication", Principals.class.getClassLoader());

    private Principals() {}

    /** Who it is; empty for one that is not authenticated. */
    static Optional<Known> known(Principal principal) {
        return SECURITY ? SpringSecurity.known(principal) : plain(principal);
    }

    private static Optional<Known> plain(Principal principal) {
        return Optional.of(new Known(principal.getName(), false));
    }

    /** Loaded only where Spring Security is there. */
    private static final class SpringSecurity {
        static Optional<Known> known(Principal principal) {
            if (!(principal instanceof Authentication authentication)) {
                return plain(principal);
            }
            if (!authentication.isAuthenticated() || authentication instanceof AnonymousAuthenticationToken) {
                return Optional.empty();
            }
            boolean admin = authentication.getAuthorities().stream()
                    .anyMatch(authority -> ADMIN.equals(authority.getAuthority()));
            return Optional.of(new Known(authentication.getName(), admin));
        }
    }
}
