/*
 * Records what a process does to the files of one folder, by standing before the C library (LD_PRELOAD), and gives that
 * folder only so much space. For Linux with glibc, 64 bit.
 *
 * CONTACTBOOK_FOLDER  the folder, absolute, without links. Files in folders below it are not recorded
 * CONTACTBOOK_LOG     where the operations go, in their order
 * CONTACTBOOK_SPACE   a file with 8 bytes: how many bytes the folder's files may still grow. Others may change it
 *
 * A record is, in the byte order of the machine: 8 bytes position, 4 bytes kind, 4 bytes length of the name, 4 bytes
 * length of the data, the name, the data. The name of the folder itself is empty. What is written by mmap is not seen.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum kind { WRITE, TRUNCATE, FORCE, CREATE, DELETE, RENAME };

#define FILES 65536
#define REAL(result, name, ...) ((result (*)(__VA_ARGS__)) real(#name))

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static int log_file = -1;
static int64_t *space;
static char *names[FILES];

static void *real(const char *name) {
    return dlsym(RTLD_NEXT, name);
}

__attribute__((constructor)) static void start(void) {
    int (*open_file)(const char *, int, ...) = (int (*)(const char *, int, ...)) real("open");
    const char *log = getenv("CONTACTBOOK_LOG");
    const char *limit = getenv("CONTACTBOOK_SPACE");
    folder = getenv("CONTACTBOOK_FOLDER");
    if (log) {
        log_file = open_file(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    if (limit) {
        int file = open_file(limit, O_RDWR | O_CLOEXEC);
        space = mmap(NULL, sizeof *space, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    }
}

/* The name of a file in the folder, empty for the folder itself, else NULL. */
static const char *inside(const char *path) {
    size_t length = folder ? strlen(folder) : 0;
    if (!length || !path || strncmp(path, folder, length)) {
        return NULL;
    } else if (!path[length]) {
        return "";
    }
    return path[length] == '/' && !strchr(path + length + 1, '/') ? path + length + 1 : NULL;
}

static const char *name_of(int file) {
    return file >= 0 && file < FILES ? names[file] : NULL;
}

static void append(const void *bytes, size_t size) {
    if (REAL(ssize_t, write, int, const void *, size_t)(log_file, bytes, size) != (ssize_t) size) {
        perror("recorder");
        abort(); /* a log with a gap would prove what did not happen */
    }
}

static void record(enum kind kind, const char *name, int64_t position, const void *bytes, size_t size) {
    if (log_file >= 0) {
        int error = errno;
        struct {
            int64_t position;
            int32_t kind, name_length, length, unused;
        } head = {position, kind, (int32_t) strlen(name), (int32_t) size, 0};
        append(&head, 20);
        append(name, strlen(name));
        append(bytes, size);
        errno = error;
    }
}

static int64_t size_of(int file) {
    struct stat status;
    return fstat(file, &status) ? 0 : status.st_size;
}

static int opened(const char *symbol, const char *path, int flags, mode_t mode) {
    int (*next)(const char *, int, ...) = (int (*)(const char *, int, ...)) real(symbol);
    const char *name = inside(path);
    if (!name) {
        return next(path, flags, mode);
    }
    pthread_mutex_lock(&one_at_a_time);
    int is_new = access(path, F_OK) != 0;
    int file = next(path, flags, mode);
    if (file >= 0 && file < FILES) {
        free(names[file]);
        names[file] = strdup(name);
        if (is_new) {
            record(CREATE, name, 0, "", 0);
        } else if (flags & O_TRUNC) {
            record(TRUNCATE, name, 0, "", 0);
        }
    }
    pthread_mutex_unlock(&one_at_a_time);
    return file;
}

/* How many bytes there is room for; as a disk does, takes a part of what it cannot take as a whole. */
static size_t room(int file, size_t size, int64_t position) {
    int64_t growth = position + (int64_t) size - size_of(file);
    int64_t missing = space && growth > 0 ? growth - *space : 0;
    return missing <= 0 ? size : missing >= (int64_t) size ? 0 : size - missing;
}

static ssize_t written(int file, const void *bytes, size_t size, int64_t position, int moves) {
    const char *name = name_of(file);
    if (!name) {
        return moves ? REAL(ssize_t, write, int, const void *, size_t)(file, bytes, size)
                     : REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)(file, bytes, size, position);
    }
    pthread_mutex_lock(&one_at_a_time);
    int64_t before = size_of(file);
    size_t possible = room(file, size, moves ? lseek(file, 0, SEEK_CUR) : position);
    ssize_t done = -1;
    if (size && !possible) {
        errno = ENOSPC;
    } else if (moves) {
        done = REAL(ssize_t, write, int, const void *, size_t)(file, bytes, possible);
        position = lseek(file, 0, SEEK_CUR) - done;
    } else {
        done = REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)(file, bytes, possible, position);
    }
    if (done > 0) {
        record(WRITE, name, position, bytes, done);
        if (space) {
            *space -= size_of(file) - before;
        }
    }
    pthread_mutex_unlock(&one_at_a_time);
    return done;
}

static int truncated(int file, int64_t size) {
    const char *name = name_of(file);
    pthread_mutex_lock(&one_at_a_time);
    int64_t before = size_of(file);
    int failed = REAL(int, ftruncate64, int, off64_t)(file, size);
    if (name && !failed) {
        record(TRUNCATE, name, size, "", 0);
        if (space && size < before) {
            *space += before - size;
        }
    }
    pthread_mutex_unlock(&one_at_a_time);
    return failed;
}

static int forced(const char *symbol, int file) {
    const char *name = name_of(file);
    pthread_mutex_lock(&one_at_a_time);
    int failed = ((int (*)(int)) real(symbol))(file);
    if (name && !failed) {
        record(FORCE, name, 0, "", 0);
    }
    pthread_mutex_unlock(&one_at_a_time);
    return failed;
}

#define MODE(flags)                            \
    mode_t mode = 0;                           \
    if (flags & (O_CREAT | __O_TMPFILE)) {     \
        va_list rest;                          \
        va_start(rest, flags);                 \
        mode = (mode_t) va_arg(rest, int);     \
        va_end(rest);                          \
    }

int open(const char *path, int flags, ...) {
    MODE(flags)
    return opened("open", path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    MODE(flags)
    return opened("open64", path, flags, mode);
}

int close(int file) {
    pthread_mutex_lock(&one_at_a_time);
    if (file >= 0 && file < FILES) {
        free(names[file]);
        names[file] = NULL;
    }
    pthread_mutex_unlock(&one_at_a_time);
    return REAL(int, close, int)(file);
}

ssize_t write(int file, const void *bytes, size_t size) {
    return written(file, bytes, size, 0, 1);
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t position) {
    return written(file, bytes, size, position, 0);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t position) {
    return written(file, bytes, size, position, 0);
}

int ftruncate(int file, off_t size) {
    return truncated(file, size);
}

int ftruncate64(int file, off64_t size) {
    return truncated(file, size);
}

int fsync(int file) {
    return forced("fsync", file);
}

int fdatasync(int file) {
    return forced("fdatasync", file);
}

int unlink(const char *path) {
    const char *name = inside(path);
    struct stat status = {0};
    pthread_mutex_lock(&one_at_a_time);
    stat(path, &status);
    int failed = REAL(int, unlink, const char *)(path);
    if (name && !failed) {
        record(DELETE, name, 0, "", 0);
        if (space) {
            *space += status.st_size;
        }
    }
    pthread_mutex_unlock(&one_at_a_time);
    return failed;
}

int rename(const char *from, const char *to) {
    const char *name = inside(from);
    const char *new_name = inside(to);
    pthread_mutex_lock(&one_at_a_time);
    int failed = REAL(int, rename, const char *, const char *)(from, to);
    if (name && new_name && !failed) {
        record(RENAME, name, 0, new_name, strlen(new_name));
    }
    pthread_mutex_unlock(&one_at_a_time);
    return failed;
}
