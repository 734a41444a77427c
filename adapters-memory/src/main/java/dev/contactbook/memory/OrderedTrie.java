package dev.contactbook.memory;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Elements in the order of their keys, found by key or by place: a persistent radix tree that counts what it holds.
 * Immutable: a change makes another one, which shares with the old one all that stays.
 *
 * <p>A key is some numbers, compared one after another; no two elements have the same. It is read five bits at a time,
 * and a node tells its elements apart by five of them; where all elements agree there is no node. So it is about as
 * deep as the logarithm of its size to the base 32, and what is looked up by a number is found in that many steps.
 *
 * @param <E> the type of the elements
 */
final class OrderedTrie<E> {
    private static final int DIGIT_BITS = 5;

    /** The first has four bits. */
    private static final int DIGITS_OF_A_NUMBER = 13;

    /**
     * Levels of a number, three of which have no digit: to divide by 16 instead of 13 saves 6 of 86 ns of a look-up.
     */
    private static final int LEVEL_BITS = 4;

    private static final int SAME = Integer.MAX_VALUE;

    private final Function<E, long[]> key;

    /** A {@link Node}, the only element, or nothing; so are the children of nodes, but for nothing. */
    private final @Nullable Object root;

    private OrderedTrie(Function<E, long[]> key, @Nullable Object root) {
        this.key = key;
        this.root = root;
    }

    /** No elements yet. Every element has as many numbers for a key. */
    static <E> OrderedTrie<E> by(Function<E, long[]> key) {
        return new OrderedTrie<>(key, null);
    }

    int size() {
        return root == null ? 0 : size(root);
    }

    /** The element with a key. */
    @Nullable
    E get(long... wanted) {
        Object at = root;
        while (at instanceof Node node) {
            at = node.child(digit(wanted, node.level));
        }
        return at != null && difference(at, wanted) == SAME ? element(at) : null;
    }

    /** How many elements come before a key, whether one has it or not. */
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

    /** The elements from one place on, and up to another one, which it does not have. */
    List<E> range(int from, int to) {
        return range(from, to, 0, 1);
    }

    /** The same from the last to the first. */
    List<E> rangeBackwards(int from, int to) {
        return range(from, to, to - from - 1, -1);
    }

    @SuppressWarnings("unchecked") // what is not a node came in as an element
    private List<E> range(int from, int to, int first, int step) {
        Object[] elements = new Object[to - from];
        if (root instanceof Node node) {
            node.collect(from, to, elements, first, step);
        } else if (root != null && from < to) {
            elements[0] = root;
        }
        return (List<E>) List.of(elements);
    }

    /** The same with an element, in the place of the one with its key if there is one. */
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

    /** The same without the element that has a key; this one if none has. */
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

    /** The first digit in which a key differs from that of the element that is most like it. */
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

    /** A digit in which all elements agree that are there. */
    private int digit(Object at, int level) {
        Object first = at;
        while (first instanceof Node node) {
            first = node.children[0];
        }
        return digit(keyOf(first), level);
    }

    /** A digit of a key; negative numbers come before the others. */
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

    @SuppressWarnings("unchecked") // what is not a node came in as an element
    private E element(Object leaf) {
        return (E) leaf;
    }

    /**
     * Elements that agree in all digits before one, by that digit. Has at least two children, except while it is made.
     */
    private static final class Node {
        private final int level;

        /** A bit for each digit that there is. */
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

        /** How many digits there are before one: where its child is. */
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
         * Puts the elements of a range into an array, the first at an index and each other a step further; returns the
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

        /** What is left without a digit that has one element. */
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
