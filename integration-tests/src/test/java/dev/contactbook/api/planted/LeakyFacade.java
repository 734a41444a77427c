package dev.contactbook.api.planted;

import java.util.List;
import java.util.Map;

/** Pretends to be exported, and shows a hidden type: the violation that {@code ModuleGraphTest} must catch. */
public abstract class LeakyFacade {
    /** For subclasses of hosts. */
    protected LeakyFacade() {}

    /** Shows one as an argument of an argument. */
    public abstract void tell(Map<String, ? extends List<ForgetfulUseCase>> hidden);

    /** Shows none, as hosts cannot call it. */
    abstract FacadeCaller caller();
}
