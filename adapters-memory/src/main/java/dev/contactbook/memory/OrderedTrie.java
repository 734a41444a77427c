package dev.contactbook.memory;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sorted collection with access by key and by index: a persistent radix tree that counts its elements. Immutable: a
 * change returns a new tree, which shares unchanged parts with the old one.
 *
 * <p>A key is a list of numbers, compared one after another. Keys are unique. A digit is five bits of a key, and a node
 * splits its elements by one digit in which they differ. So the depth is about the logarithm of the size to the base
 * 32.
 *
 * @param <E> the type of the elements
 */
final class OrderedTrie<E> {
    private static final int DIGIT_BITS = 5;

    /** The digits of a number, of which the first has four bits. */
    private static final int DIGITS_OF_A_NUMBER = 13;

    /** A number has 16 levels, three without a digit: dividing by 16 is faster than by 13. */
    private static final int LEVEL_BITS = 4;

    private static final int SAME = Integer.MAX_VALUE;

    private final Function<E, long[]> key;

    /** A {@link Node}, the only element, or null. Children of nodes are one of the first two. */
    private final @Nullable Object root;

    private OrderedTrie(Function<E, long[]> key, @Nullable Object root) {
        this.key = key;
        this.root = root;
    }

    /** Returns an empty tree. All keys must have the same number of numbers. */
    static <E> OrderedTrie<E> by(Function<E, long[]> key) {
        return new OrderedTrie<>(key, null);
    }

    int size() {
        return root == null ? 0 : size(root);
    }

    /** Returns the element with a key, or null. */
    @Nullable
    E get(long... wanted) {
        Object at = root;
        while (at instanceof Node node) {
            at = node.child(digit(wanted, node.level));
        }
        return at != null && difference(at, wanted) == SAME ? element(at) : null;
    }

    /** Counts the elements before a key, which need not exist. */
    int countBefore(long... wanted) {
        int difference = difference(wanted);
        int before = 0;
        Object at = root;
        while (at instanceof Node node && node.level <= difference) {
            int digit = digit(wanted, node.level);
            before += node.sizeBefore(digit);
            at = node.child(digit);
        }
        if (at == null || difference == SAME) {
            return before;
        }
        return digit(at, difference) < digit(wanted, difference) ? before + size(at) : before;
    }

    /** Returns the elements from one index to another, exclusive. */
    List<E> range(int from, int to) {
        return range(from, to, 0, 1);
    }

    /** Returns the same elements in reverse. */
    List<E> rangeBackwards(int from, int to) {
        return range(from, to, to - from - 1, -1);
    }

    @SuppressWarnings("unchecked") // all that is no node is an element
    private List<E> range(int from, int to, int first, int step) {
        Object[] elements = new Object[to - from];
        if (root instanceof Node node) {
            node.collect(from, to, elements, first, step);
        } else if (root != null && from < to) {
            elements[0] = root;
        }
        return (List<E>) List.of(elements);
    }

    /** Returns this tree with an element, which replaces the one with its key. */
    OrderedTrie<E> with(E element) {
        long[] wanted = keyOf(element);
        return new OrderedTrie<>(key, root == null ? element : with(root, element, wanted, difference(wanted)));
    }

    private Object with(Object at, E element, long[] wanted, int difference) {
        if (at instanceof Node node && node.level <= difference) {
            int digit = digit(wanted, node.level);
            Object child = node.child(digit);
            return node.with(digit, child == null ? element : with(child, element, wanted, difference));
        }
        return difference == SAME
                ? element
                : Node.of(difference, digit(at, difference), at).with(digit(wanted, difference), element);
    }

    /** Returns this tree without the element with a key. */
    OrderedTrie<E> without(long... wanted) {
        return root == null || difference(wanted) != SAME ? this : new OrderedTrie<>(key, without(root, wanted));
    }

    private static @Nullable Object without(Object at, long[] wanted) {
        if (!(at instanceof Node node)) {
            return null;
        }
        int digit = digit(wanted, node.level);
        Object left = without(node.children[node.index(digit)], wanted);
        return left == null ? node.without(digit) : node.with(digit, left);
    }

    /** The first digit in which a key differs from that of its nearest element. */
    private int difference(long[] wanted) {
        Object at = root;
        while (at instanceof Node node) {
            Object child = node.child(digit(wanted, node.level));
            at = child == null ? node.children[0] : child;
        }
        return at == null ? SAME : difference(at, wanted);
    }

    private int difference(Object leaf, long[] wanted) {
        long[] own = keyOf(leaf);
        for (int i = 0; i < wanted.length; i++) {
            long bits = own[i] ^ wanted[i];
            if (bits != 0) {
                int unused = DIGITS_OF_A_NUMBER * DIGIT_BITS - Long.SIZE;
                return (i << LEVEL_BITS) + (Long.numberOfLeadingZeros(bits) + unused) / DIGIT_BITS;
            }
        }
        return SAME;
    }

    /** A digit that all elements below have in common. */
    private int digit(Object at, int level) {
        Object first = at;
        while (first instanceof Node node) {
            first = node.children[0];
        }
        return digit(keyOf(first), level);
    }

    /** A digit of a key. Negative numbers come before others. */
    private static int digit(long[] wanted, int level) {
        long number = wanted[level >> LEVEL_BITS] ^ Long.MIN_VALUE;
        int digitsAfter = DIGITS_OF_A_NUMBER - 1 - (level & ((1 << LEVEL_BITS) - 1));
        return (int) (number >>> (digitsAfter * DIGIT_BITS)) & ((1 << DIGIT_BITS) - 1);
    }

    private long[] keyOf(Object leaf) {
        return key.apply(element(leaf));
    }

    private static int size(Object at) {
        return at instanceof Node node ? node.size : 1;
    }

    @SuppressWarnings("unchecked") // all that is no node is an element
    private E element(Object leaf) {
        return (E) leaf;
    }

    /**
     * Elements by one digit, which have all digits before it in common. Has at least two children, except during
     * construction.
     */
    private static final class Node {
        private final int level;

        /** A bit for each digit with a child. */
        private final int digits;

        private final Object[] children;
        private final int size;

        private Node(int level, int digits, Object[] children, int size) {
            this.level = level;
            this.digits = digits;
            this.children = children;
            this.size = size;
        }

        static Node of(int level, int digit, Object child) {
            return new Node(level, 1 << digit, new Object[] {child}, OrderedTrie.size(child));
        }

        /** The index of the child of a digit. */
        int index(int digit) {
            return Integer.bitCount(digits & ((1 << digit) - 1));
        }

        @Nullable
        Object child(int digit) {
            return (digits & (1 << digit)) == 0 ? null : children[index(digit)];
        }

        int sizeBefore(int digit) {
            int before = 0;
            for (int i = index(digit) - 1; i >= 0; i--) {
                before += OrderedTrie.size(children[i]);
            }
            return before;
        }

        /**
         * Copies the elements of a range into an array, the first to an index, each other a step further. Returns the
         * next index.
         */
        int collect(int from, int to, Object[] elements, int first, int step) {
            int next = first;
            int place = 0;
            for (int i = 0; place < to; i++) {
                Object child = children[i];
                if (child instanceof Node inner) {
                    if (place + inner.size > from) {
                        next = inner.collect(from - place, Math.min(to - place, inner.size), elements, next, step);
                    }
                    place += inner.size;
                } else if (place++ >= from) {
                    elements[next] = child;
                    next += step;
                }
            }
            return next;
        }

        Node with(int digit, Object child) {
            int index = index(digit);
            Object old = child(digit);
            Object[] others = old == null ? new Object[children.length + 1] : children.clone();
            if (old == null) {
                System.arraycopy(children, 0, others, 0, index);
                System.arraycopy(children, index, others, index + 1, children.length - index);
            }
            others[index] = child;
            int more = OrderedTrie.size(child) - (old == null ? 0 : OrderedTrie.size(old));
            return new Node(level, digits | (1 << digit), others, size + more);
        }

        /** The rest without a digit that has one element. */
        Object without(int digit) {
            int index = index(digit);
            if (children.length == 2) {
                return children[1 - index];
            }
            Object[] others = new Object[children.length - 1];
            System.arraycopy(children, 0, others, 0, index);
            System.arraycopy(children, index + 1, others, index, others.length - index);
            return new Node(level, digits & ~(1 << digit), others, size - 1);
        }
    }
}
