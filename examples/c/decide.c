/* Decides one case in C99 and prints the determination as JSON. Run from the top of the repository:
 *
 *   decide [RULES.yaml ...]
 *
 * Without names it reads the packs listed below. The library opens no file: reading is the program's own affair. */
#include <stdio.h>
#include <stdlib.h>

#include "masa/masa.h"

static const char* const default_packs[] = {
    "rules/calendars/england-and-wales.yaml",
    "rules/calendars/scotland.yaml",
    "rules/darlington/arrangements.yaml",
    "rules/darlington/governance.yaml",
    "rules/darlington/reviews.yaml",
    "rules/england/arrangements.yaml",
    "rules/england/network.yaml",
    "rules/england/parallel-processes.yaml",
    "rules/england/reviews.yaml",
    "rules/england/serious-incidents.yaml",
    "rules/north-east/network.yaml",
};
static const char* const case_path = "examples/cases/rev_01.json";
static const char* const options = "{\"facts_at\": \"2025-03-10\", \"explanation\": false}";

/* Reads a whole file. Gives 0, or -1 with a message where it cannot be read; `file->text` is the caller's to free. */
static int read_file(const char* path, masa_text* file) {
  FILE* in = fopen(path, "rb");
  char* text = NULL;
  size_t size = 0, room = 0;
  int is_whole = 0;
  if (in == NULL) {
    perror(path);
    return -1;
  }
  while (!is_whole && !ferror(in)) {
    char* larger = realloc(text, room + 65536);
    if (larger == NULL) break;
    text = larger;
    room += 65536;
    size += fread(text + size, 1, room - size, in);
    is_whole = size < room && feof(in);
  }
  fclose(in);
  if (!is_whole) {
    fprintf(stderr, "%s: cannot be read whole\n", path);
    free(text);
    return -1;
  }
  file->name = path;
  file->text = text;
  file->size = size;
  return 0;
}

/* Every status but MASA_OK comes with a JSON list of complaints, or with NULL where there was no memory for one. */
static int complain(const char* what, masa_status status, const char* diagnostics) {
  fprintf(stderr, "%s: status %d\n%s\n", what, (int)status, diagnostics != NULL ? diagnostics : "[]");
  return (int)status;
}

/* Decides the case under these packs and prints the answer. */
static int decide(const masa_text* packs, size_t count, const masa_text* one_case) {
  masa_rules* rules = NULL;
  char* text = NULL;
  int result = 0;
  masa_status status = masa_load(packs, count, &rules, &text);
  if (status != MASA_OK) {
    result = complain("the rules", status, text);
  } else {
    masa_free_string(text); /* warnings */
    status = masa_decide(rules, one_case, options, &text);
    if (status != MASA_OK) {
      result = complain("the case", status, text);
    } else {
      puts(text);
    }
  }
  masa_free_string(text);
  masa_free_rules(rules);
  return result;
}

int main(int argc, char** argv) {
  const int is_given = argc > 1;
  const char* const* paths = is_given ? (const char* const*)(argv + 1) : default_packs;
  const size_t count = is_given ? (size_t)(argc - 1) : sizeof default_packs / sizeof default_packs[0];
  masa_text one_case = {NULL, NULL, 0};
  masa_text* packs = calloc(count, sizeof *packs);
  int result = 2;
  size_t read = 0;

  if (masa_abi_version() != MASA_ABI_VERSION) {
    fprintf(stderr, "the library speaks ABI %d, this program %d\n", masa_abi_version(), MASA_ABI_VERSION);
  } else if (packs != NULL && read_file(case_path, &one_case) == 0) {
    while (read < count && read_file(paths[read], &packs[read]) == 0) ++read;
    if (read == count) result = decide(packs, count, &one_case);
  }

  /* The texts were the program's own: the library keeps no pointer to them. */
  while (read > 0) free((void*)packs[--read].text);
  free(packs);
  free((void*)one_case.text);
  return result;
}
