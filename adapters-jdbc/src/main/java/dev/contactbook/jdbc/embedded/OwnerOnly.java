package dev.contactbook.jdbc.embedded;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** What makes new files and folders their owner's alone, on file systems that know owners. Elsewhere nothing. */
public final class OwnerOnly {
    private static final FileAttribute<?>[] NOTHING = {};

    private OwnerOnly() {}

    static FileAttribute<?>[] file() {
        return permissions("rw-------");
    }

    static FileAttribute<?>[] folder() {
        return permissions("rwx------");
    }

    private static FileAttribute<?>[] permissions(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : NOTHING;
    }

    public static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
