/*
 * Refuses memory to SQLite's library, by standing before the C library (LD_PRELOAD). All others get what they ask for.
 * For Linux with glibc, 64 bit.
 *
 * CONTACTBOOK_MEMORY  a file with 4 numbers of 8 bytes: whether any allocation fails at all, how many succeed before the
 *                     first one that fails, whether all after it fail as well, how many have failed. Others change it
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { IS_SHORT, LEFT, ALL, FAILED };

static volatile int64_t *memory;
static uintptr_t first, last;

extern void *__libc_malloc(size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_calloc(size_t, size_t);

__attribute__((constructor)) static void start(void) {
    const char *name = getenv("CONTACTBOOK_MEMORY");
    if (name) {
        int file = open(name, O_RDWR | O_CLOEXEC);
        void *mapped = mmap(NULL, 4 * sizeof(int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (file < 0 || mapped == MAP_FAILED) {
            abort();
        }
        memory = mapped;
    }
}

static int find(struct dl_phdr_info *library, size_t size, void *unused) {
    (void) size;
    (void) unused;
    if (!library->dlpi_name || !strstr(library->dlpi_name, "sqlitejdbc")) {
        return 0;
    }
    for (int part = 0; part < library->dlpi_phnum; part++) {
        if (library->dlpi_phdr[part].p_type == PT_LOAD) {
            uintptr_t from = library->dlpi_addr + library->dlpi_phdr[part].p_vaddr;
            uintptr_t to = from + library->dlpi_phdr[part].p_memsz;
            first = !first || from < first ? from : first;
            last = to > last ? to : last;
        }
    }
    return 1;
}

static int is_refused(void *caller) {
    if (!memory || !memory[IS_SHORT] || (!first && !dl_iterate_phdr(find, NULL))) {
        return 0;
    }
    uintptr_t from = (uintptr_t) caller;
    if (from < first || from >= last) {
        return 0;
    }
    int64_t left = __atomic_fetch_sub(&memory[LEFT], 1, __ATOMIC_SEQ_CST);
    if (memory[ALL] ? left > 0 : left != 0) {
        return 0;
    }
    memory[FAILED]++;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size) {
    return is_refused(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *realloc(void *before, size_t size) {
    return is_refused(__builtin_return_address(0)) ? NULL : __libc_realloc(before, size);
}

void *calloc(size_t number, size_t size) {
    return is_refused(__builtin_return_address(0)) ? NULL : __libc_calloc(number, size);
}
