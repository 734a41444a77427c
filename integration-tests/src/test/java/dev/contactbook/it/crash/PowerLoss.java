package dev.contactbook.it.crash;

import dev.contactbook.it.crash.FolderImage.Content;
import dev.contactbook.it.crash.Operation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A model of what a loss of power leaves of a folder. What was written to a file before the last force of that file is
 * there. Of what was written since, the disk has any parts: pages of 4,096 or sectors of 512 bytes, each or not, and
 * each change of a file's length or not. A file's creation, deletion and renaming are there if the folder itself was
 * forced since, and otherwise each or not.
 *
 * <p>A part that is not there is as it was before. Bytes beside a part are never damaged, and a disk that was told to
 * force does so.
 */
public final class PowerLoss {
    private static final int NO_FILE = -1;
    private static final int FOLDER = -2;

    private final Map<String, byte[]> start;
    private final List<Operation> operations;
    private final int part;

    public PowerLoss(Map<String, byte[]> start, List<Operation> operations, int part) {
        this.start = start;
        this.operations = operations;
        this.part = part;
    }

    /** What is left if it comes after so many operations. */
    public FolderImage after(int end, Random random) {
        List<Content> contents = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        start.forEach((name, bytes) -> {
            names.put(name, contents.size());
            contents.add(new Content(bytes));
        });
        Map<String, Integer> kept = new HashMap<>(names);
        int[] files = filesOf(end, names, contents);
        Map<Integer, Integer> lastForce = lastForces(end, files);
        int lastForceOfFolder = lastForce.getOrDefault(FOLDER, -1);

        for (int i = 0; i < end; i++) {
            Operation operation = operations.get(i);
            switch (operation.kind()) {
                case WRITE, TRUNCATE -> {
                    if (files[i] != NO_FILE) {
                        boolean isSure = i < lastForce.getOrDefault(files[i], -1);
                        keep(operation, isSure, contents.get(files[i]), random);
                    }
                }
                case FORCE -> {}
                case CREATE, DELETE, RENAME -> {
                    if (i < lastForceOfFolder || random.nextBoolean()) {
                        rename(operation, files[i], kept);
                    }
                }
            }
        }
        FolderImage left = new FolderImage(Map.of());
        kept.forEach((name, file) -> left.put(name, contents.get(file)));
        return left;
    }

    private void keep(Operation operation, boolean isSure, Content content, Random random) {
        if (isSure) {
            content.apply(operation);
        } else if (operation.kind() == Kind.TRUNCATE) {
            if (random.nextBoolean()) {
                content.apply(operation);
            }
        } else {
            for (int unit = 0; unit < operation.units(part); unit++) {
                if (random.nextBoolean()) {
                    content.apply(operation.part(unit, 1, part));
                }
            }
        }
    }

    /** Which file each operation is on: a name can have several, one after the other. */
    private int[] filesOf(int end, Map<String, Integer> names, List<Content> contents) {
        int[] files = new int[end];
        for (int i = 0; i < end; i++) {
            Operation operation = operations.get(i);
            if (operation.kind() == Kind.CREATE) {
                files[i] = contents.size();
                contents.add(new Content(new byte[0]));
            } else {
                files[i] = names.getOrDefault(operation.file(), NO_FILE);
            }
            rename(operation, files[i], names);
        }
        return files;
    }

    private static void rename(Operation operation, int file, Map<String, Integer> names) {
        switch (operation.kind()) {
            case CREATE -> names.put(operation.file(), file);
            case DELETE -> names.remove(operation.file());
            case RENAME -> {
                names.remove(operation.file());
                names.put(FolderImage.newName(operation), file);
            }
            default -> {}
        }
    }

    private Map<Integer, Integer> lastForces(int end, int[] files) {
        Map<Integer, Integer> last = new HashMap<>();
        for (int i = 0; i < end; i++) {
            if (operations.get(i).kind() == Kind.FORCE) {
                last.put(operations.get(i).file().isEmpty() ? FOLDER : files[i], i);
            }
        }
        return last;
    }
}
