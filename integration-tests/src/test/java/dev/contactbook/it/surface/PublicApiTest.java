package dev.contactbook.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.SearchText;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleReference;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * All that hosts can call, implement or catch, as it stands in {@code public-api.txt}, so that nothing of it changes by
 * accident. A change on purpose: {@code mvn verify -Dcontactbook.api.update=true}, and the diff goes into the commit.
 */
class PublicApiTest {
    private static final Path GOLDEN = Path.of(
            System.getProperty("contactbook.root", ".."), "integration-tests/src/test/resources/public-api.txt");

    @Test
    void the_public_api_is_the_one_that_was_written_down() throws Exception {
        String api = api();
        if (Boolean.getBoolean("contactbook.api.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, api);
        }

        assertThat(api.lines())
                .as("the public API; if the change is on purpose: mvn verify -Dcontactbook.api.update=true")
                .containsExactlyElementsOf(Files.readAllLines(GOLDEN));
    }

    private static String api() {
        List<String> lines = new ArrayList<>();
        Surface.modules().stream()
                .sorted(Comparator.comparing(module -> module.descriptor().name()))
                .forEach(module -> describe(module, lines));
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static void describe(ModuleReference module, List<String> lines) {
        Stream<String> packages = module.descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(Exports::source)
                .sorted();
        packages.forEach(name -> {
            List<Class<?>> types = Surface.classesOf(module, name).stream()
                    .filter(Surface::isVisible)
                    .sorted(Comparator.comparing(PublicApiTest::nameInPackage))
                    .toList();
            assertThat(types).as(name).isNotEmpty();
            lines.add("# " + module.descriptor().name() + ": package " + name);
            types.forEach(type -> describe(type, lines));
            lines.add("");
        });
    }

    private static void describe(Class<?> type, List<String> lines) {
        lines.add("");
        lines.add(header(type));
        Stream.of(
                        Arrays.stream(type.getDeclaredFields())
                                .filter(field -> Surface.isVisible(field.getModifiers(), type))
                                .filter(field -> !field.isSynthetic())
                                .map(PublicApiTest::field)
                                .sorted(),
                        Arrays.stream(type.getDeclaredConstructors())
                                .filter(constructor -> Surface.isVisible(constructor.getModifiers(), type))
                                .filter(constructor -> !constructor.isSynthetic())
                                .map(PublicApiTest::constructor)
                                .sorted(),
                        methods(type).map(PublicApiTest::method).distinct().sorted())
                .flatMap(members -> members)
                .forEach(member -> lines.add("    " + member));
    }

    /** Its own, and those that it inherits from what is not public itself. */
    private static Stream<Method> methods(Class<?> type) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> from = type;
                from != null && (from == type || !Modifier.isPublic(from.getModifiers()));
                from = from.getSuperclass()) {
            methods.addAll(Arrays.asList(from.getDeclaredMethods()));
        }
        return methods.stream()
                .filter(method -> Surface.isVisible(method.getModifiers(), type))
                .filter(method -> !method.isSynthetic());
    }

    private static String header(Class<?> type) {
        StringBuilder header = new StringBuilder(access(type.getModifiers()));
        boolean isClass = !type.isInterface() && !type.isEnum() && !type.isRecord();
        if (isClass) {
            header.append(modifier(type.getModifiers(), Modifier.ABSTRACT));
            header.append(modifier(type.getModifiers(), Modifier.FINAL));
        }
        // What javac seals of its own accord, enums with bodies, differs and means nothing to callers.
        boolean sealed = type.isSealed() && !type.isEnum();
        header.append(sealed ? "sealed " : "").append(kind(type)).append(' ').append(nameInPackage(type));
        header.append(typeParameters(type.getTypeParameters()));
        if (type.isRecord()) {
            header.append(Arrays.stream(type.getRecordComponents())
                    .map(PublicApiTest::component)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        AnnotatedType superclass = type.getAnnotatedSuperclass();
        if (isClass && superclass != null && superclass.getType() != Object.class) {
            header.append(" extends ").append(name(superclass));
        }
        header.append(list(type.isInterface() ? " extends " : " implements ", type.getAnnotatedInterfaces()));
        if (sealed) {
            header.append(Arrays.stream(type.getPermittedSubclasses())
                    .map(PublicApiTest::nameInPackage)
                    .collect(Collectors.joining(", ", " permits ", "")));
        }
        return header.toString();
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        } else if (type.isInterface()) {
            return "interface";
        } else if (type.isEnum()) {
            return "enum";
        }
        return type.isRecord() ? "record" : "class";
    }

    private static String component(RecordComponent component) {
        return name(component.getAnnotatedType()) + " " + component.getName();
    }

    private static String field(Field field) {
        if (field.isEnumConstant()) {
            return field.getName();
        }
        return access(field.getModifiers())
                + modifier(field.getModifiers(), Modifier.STATIC)
                + modifier(field.getModifiers(), Modifier.FINAL)
                + name(field.getAnnotatedType()) + " " + field.getName() + constant(field);
    }

    /** Callers carry constants in their own class files, so the value is API too; but one the JDK decides. */
    private static String constant(Field field) {
        int modifiers = field.getModifiers();
        boolean constant = (field.getType().isPrimitive() || field.getType() == String.class)
                && field.getDeclaringClass() != SearchText.class;
        if (!constant || !Modifier.isStatic(modifiers) || !Modifier.isFinal(modifiers)) {
            return "";
        }
        try {
            return " = " + field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String constructor(Constructor<?> constructor) {
        return access(constructor.getModifiers())
                + typeParameters(constructor.getTypeParameters())
                + constructor.getDeclaringClass().getSimpleName()
                + parameters(constructor);
    }

    private static String method(Method method) {
        int modifiers = method.getModifiers();
        String typeParameters = typeParameters(method.getTypeParameters());
        return access(modifiers)
                + modifier(modifiers, Modifier.STATIC)
                + (method.isDefault() ? "default " : "")
                + modifier(modifiers, Modifier.ABSTRACT)
                + modifier(modifiers, Modifier.FINAL)
                + typeParameters + (typeParameters.isEmpty() ? "" : " ")
                + name(method.getAnnotatedReturnType()) + " " + method.getName() + parameters(method);
    }

    private static String parameters(Executable executable) {
        AnnotatedType[] types = executable.getAnnotatedParameterTypes();
        List<String> names =
                new ArrayList<>(Arrays.stream(types).map(PublicApiTest::name).toList());
        if (executable.isVarArgs()) {
            String last = names.remove(names.size() - 1);
            names.add(last.substring(0, last.length() - "[]".length()) + "...");
        }
        return "(" + String.join(", ", names) + ")" + list(" throws ", executable.getAnnotatedExceptionTypes());
    }

    private static String typeParameters(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables)
                        .map(variable -> variable.getName() + bounds(" extends ", variable.getAnnotatedBounds()))
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    /** Without a bound of {@code Object} that says nothing. */
    private static String bounds(String word, AnnotatedType[] bounds) {
        return Arrays.stream(bounds)
                .map(PublicApiTest::name)
                .filter(name -> !name.equals("Object"))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" & "), joined -> joined.isEmpty() ? "" : word + joined));
    }

    private static String list(String word, AnnotatedType[] types) {
        return types.length == 0
                ? ""
                : Arrays.stream(types).map(PublicApiTest::name).collect(Collectors.joining(", ", word, ""));
    }

    private static String name(AnnotatedType type) {
        if (type instanceof AnnotatedArrayType array) {
            // An array's own annotation stands between its type and the brackets.
            String own = nullable(array);
            return name(array.getAnnotatedGenericComponentType()) + (own.isEmpty() ? "" : " " + own) + "[]";
        } else if (type instanceof AnnotatedParameterizedType parameterized) {
            return nullable(type)
                    + simpleName(((ParameterizedType) type.getType()).getRawType())
                    + Arrays.stream(parameterized.getAnnotatedActualTypeArguments())
                            .map(PublicApiTest::name)
                            .collect(Collectors.joining(", ", "<", ">"));
        } else if (type instanceof AnnotatedWildcardType wildcard) {
            AnnotatedType[] lower = wildcard.getAnnotatedLowerBounds();
            return "?"
                    + (lower.length > 0
                            ? bounds(" super ", lower)
                            : bounds(" extends ", wildcard.getAnnotatedUpperBounds()));
        }
        return nullable(type) + simpleName(type.getType());
    }

    private static String nullable(AnnotatedElement element) {
        return element.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
    }

    /** Short for types of the JDK and for our own, whose simple names are unique. */
    private static String simpleName(Type type) {
        if (!(type instanceof Class<?> known)) {
            return type.getTypeName();
        }
        String packageName = known.getPackageName();
        return packageName.startsWith("dev.contactbook")
                        || packageName.matches("java\\.(lang|util|util\\.function|time)")
                ? nameInPackage(known)
                : known.getCanonicalName();
    }

    private static String nameInPackage(Class<?> type) {
        String name = type.isPrimitive() ? type.getName() : type.getCanonicalName();
        return type.isPrimitive() ? name : name.substring(type.getPackageName().length() + 1);
    }

    private static String access(int modifiers) {
        return Modifier.isProtected(modifiers) ? "protected " : "";
    }

    private static String modifier(int modifiers, int modifier) {
        return (modifiers & modifier) == 0 ? "" : Modifier.toString(modifier) + " ";
    }
}
