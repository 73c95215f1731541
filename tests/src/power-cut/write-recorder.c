/*
 * Loaded before libc (LD_PRELOAD) into a process that uses SQLite: notes every change that it asks the system to make
 * to its database files, in order, with the bytes, so that the disk after a power cut at any moment can be rebuilt.
 * Each note is { u32 what, u32 inode, u64 place, u64 length } and then `length` bytes, in the machine's byte order.
 * A line written to standard output is noted too: that is the moment at which the outside world was told something.
 *
 * LANEWAY_RECORDING         file that the notes are added to
 * LANEWAY_RECORDED_DATABASE the database; its -wal and -journal are noted, its -shm (rebuilt at each start) is not
 * LANEWAY_FAILING_SYNC      the n-th sync of these files after the first told line fails (EIO); absent: none does
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { CREATED = 1, WRITTEN, TRUNCATED, SYNCED, FOLDER_SYNCED, UNLINKED, RENAMED, TOLD, SYNC_FAILED };
enum { HIGHEST_FD = 4096, IS_FILE = 1, IS_FOLDER = 2 };

static unsigned char tracked[HIGHEST_FD];
static uint32_t inode_of[HIGHEST_FD];
static int recording = -1;
static int has_told = 0;
static long syncs_to_failure = 0;
static char database[PATH_MAX], folder[PATH_MAX];
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

#define REAL(result, name, ...) \
  static result (*real_##name)(__VA_ARGS__); \
  if (real_##name == NULL) real_##name = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static void begin(void) {
  static int begun = 0;
  if (begun) return;
  begun = 1;
  const char *to = getenv("LANEWAY_RECORDING"), *of = getenv("LANEWAY_RECORDED_DATABASE");
  const char *failing = getenv("LANEWAY_FAILING_SYNC");
  if (failing != NULL) syncs_to_failure = strtol(failing, NULL, 10);
  if (to == NULL || of == NULL || strlen(of) >= PATH_MAX) return;
  strcpy(database, of);
  char copy[PATH_MAX];
  strcpy(copy, of);
  strcpy(folder, dirname(copy));
  REAL(int, open64, const char *, int, ...);
  recording = real_open64(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* Losing a note would prove nothing while it seems to: better no process than a false recording. */
static void note(uint32_t what, uint32_t inode, uint64_t place, const void *bytes, uint64_t length) {
  struct { uint32_t what, inode; uint64_t place, length; } head = { what, inode, place, length };
  struct iovec parts[2] = { { &head, sizeof head }, { (void *)bytes, length } };
  if (writev(recording, parts, length == 0 ? 1 : 2) != (ssize_t)(sizeof head + length)) abort();
}

static int is_recorded(const char *path) {
  size_t length = strlen(database);
  if (recording < 0 || strncmp(path, database, length) != 0) return 0;
  const char *rest = path + length;
  return *rest == '\0' || strcmp(rest, "-wal") == 0 || strcmp(rest, "-journal") == 0;
}

static const char *name_of(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash == NULL ? path : slash + 1;
}

static int opened(int fd, const char *path, int flags, int was_there) {
  if (fd < 0 || fd >= HIGHEST_FD) return fd;
  tracked[fd] = 0;
  if (recording >= 0 && strcmp(path, folder) == 0) tracked[fd] = IS_FOLDER;
  if (!is_recorded(path)) return fd;
  struct stat status;
  if (fstat(fd, &status) != 0) abort();
  tracked[fd] = IS_FILE;
  inode_of[fd] = (uint32_t)status.st_ino;
  if (!was_there) note(CREATED, inode_of[fd], 0, name_of(path), strlen(name_of(path)));
  else if (flags & O_TRUNC) note(TRUNCATED, inode_of[fd], 0, NULL, 0);
  return fd;
}

static mode_t mode_in(int flags, va_list rest) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(int, name, const char *, int, ...); \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = mode_in(flags, rest); \
    va_end(rest); \
    pthread_mutex_lock(&one_at_a_time); \
    begin(); \
    int was_there = access(path, F_OK) == 0; \
    int fd = opened(real_##name(path, flags, mode), path, flags, was_there); \
    int error = errno; \
    pthread_mutex_unlock(&one_at_a_time); \
    errno = error; \
    return fd; \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  REAL(int, close, int);
  if (fd >= 0 && fd < HIGHEST_FD) tracked[fd] = 0;
  return real_close(fd);
}

static int kind_of(int fd) {
  return fd >= 0 && fd < HIGHEST_FD ? tracked[fd] : 0;
}

/* The call and its note are one step, so that the notes stand in the order in which things happened. */
#define RECORDED(happens, ...) \
  pthread_mutex_lock(&one_at_a_time); \
  begin(); \
  happens; \
  int error = errno; \
  if (result >= 0) { __VA_ARGS__; } \
  pthread_mutex_unlock(&one_at_a_time); \
  errno = error; \
  return result

ssize_t write(int fd, const void *bytes, size_t count) {
  REAL(ssize_t, write, int, const void *, size_t);
  off64_t at = kind_of(fd) == IS_FILE ? lseek64(fd, 0, SEEK_CUR) : 0;
  RECORDED(ssize_t result = real_write(fd, bytes, count),
    if (kind_of(fd) == IS_FILE) note(WRITTEN, inode_of[fd], (uint64_t)at, bytes, (uint64_t)result);
    else if (fd == 1 && recording >= 0) { has_told = 1; note(TOLD, 0, 0, bytes, (uint64_t)result); });
}

#define PWRITE(name, offset_t) \
  ssize_t name(int fd, const void *bytes, size_t count, offset_t at) { \
    REAL(ssize_t, name, int, const void *, size_t, offset_t); \
    RECORDED(ssize_t result = real_##name(fd, bytes, count, at), \
      if (kind_of(fd) == IS_FILE) note(WRITTEN, inode_of[fd], (uint64_t)at, bytes, (uint64_t)result)); \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define FTRUNCATE(name, offset_t) \
  int name(int fd, offset_t size) { \
    REAL(int, name, int, offset_t); \
    RECORDED(int result = real_##name(fd, size), \
      if (kind_of(fd) == IS_FILE) note(TRUNCATED, inode_of[fd], (uint64_t)size, NULL, 0)); \
  }
FTRUNCATE(ftruncate, off_t)
FTRUNCATE(ftruncate64, off64_t)

/* The system says once that it could not write, and forgets what it could not write: so does this. */
static int sync_fails(int fd) {
  if (!has_told || kind_of(fd) != IS_FILE || syncs_to_failure == 0 || --syncs_to_failure > 0) return 0;
  note(SYNC_FAILED, inode_of[fd], 0, NULL, 0);
  errno = EIO;
  return 1;
}

#define SYNC(name) \
  int name(int fd) { \
    REAL(int, name, int); \
    RECORDED(int result = sync_fails(fd) ? -1 : real_##name(fd), \
      if (kind_of(fd) == IS_FILE) note(SYNCED, inode_of[fd], 0, NULL, 0); \
      else if (kind_of(fd) == IS_FOLDER) note(FOLDER_SYNCED, 0, 0, NULL, 0)); \
  }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
  REAL(int, unlink, const char *);
  RECORDED(int result = real_unlink(path),
    if (is_recorded(path)) note(UNLINKED, 0, 0, name_of(path), strlen(name_of(path))));
}

int rename(const char *from, const char *to) {
  REAL(int, rename, const char *, const char *);
  RECORDED(int result = real_rename(from, to),
    if (is_recorded(from) || is_recorded(to)) {
      char both[2 * NAME_MAX + 2];
      size_t first = strlen(name_of(from)) + 1, second = strlen(name_of(to));
      memcpy(both, name_of(from), first);
      memcpy(both + first, name_of(to), second);
      note(RENAMED, 0, 0, both, first + second);
    });
}
