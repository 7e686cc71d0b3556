/* masa: the C ABI. Text in, JSON out.
 *
 * Every string is UTF-8 with an explicit length; no function keeps a pointer that it was given. What a function hands
 * out is freed with masa_free_string or masa_free_rules. No function throws, exits, opens a file, or keeps global
 * state. A masa_rules handle is immutable: any number of threads may use one at a time. */
#ifndef MASA_H
#define MASA_H

#include <stddef.h>

#if defined(_WIN32)
#define MASA_API __declspec(dllexport)
#else
#define MASA_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define MASA_ABI_VERSION 1

/* The same numbers as the exit status of the command line. */
typedef enum masa_status {
  MASA_OK = 0,      /* all well */
  MASA_FOUND = 1,   /* the rules or the case were refused: the text handed out is a JSON list of diagnostics */
  MASA_USAGE = 2,   /* a null pointer where none may be, an unknown option, an unreadable date */
  MASA_INTERNAL = 3 /* our own fault, or no memory */
} masa_status;

typedef struct masa_rules masa_rules;

/* A text and the name under which messages speak of it. */
typedef struct masa_text {
  const char* name; /* zero-terminated */
  const char* text;
  size_t size; /* bytes of `text` */
} masa_text;

/* The ABI the library was built with; compare with MASA_ABI_VERSION. */
MASA_API int masa_abi_version(void);
/* `major.minor.patch`, zero-terminated, never freed. */
MASA_API const char* masa_version(void);

/* Loads, checks and compiles packs. On MASA_OK `*rules` is a handle and `*diagnostics` a JSON list of warnings (maybe
 * `[]`); on MASA_FOUND `*rules` is NULL and `*diagnostics` lists every error. Either out pointer is set in every case.
 */
MASA_API masa_status masa_load(const masa_text* packs, size_t count, masa_rules** rules, char** diagnostics);

/* Decides one case (JSON or YAML). `options` is a JSON object with `facts_at` (required), `known_by`, `law_at`
 * (dates in quotes), `explanation`, `sensitive` (true or false). On MASA_OK `*answer` is the determination by
 * docs/determination.schema.json; on MASA_FOUND a JSON list of diagnostics and nothing was decided. */
MASA_API masa_status masa_decide(const masa_rules* rules, const masa_text* one_case, const char* options,
                                 char** answer);

/* Answers a question that is about no case (JSON or YAML): {"what": "police_force", "of": "darlington"}; see masa::ask.
 * On MASA_OK `*answer` is a JSON object: `answer`, `text`, `sources` (each with `id` and `title`), `notes`. On
 * MASA_FOUND a JSON list of diagnostics. */
MASA_API masa_status masa_ask(const masa_rules* rules, const masa_text* question, char** answer);

/* Lays out a pack, a case or a suite (YAML) without a change of what it says; see masa::format. On MASA_OK `*written`
 * is the text; on MASA_FOUND a JSON list of diagnostics. */
MASA_API masa_status masa_format(const masa_text* text, char** written);

/* NULL is allowed and does nothing. */
MASA_API void masa_free_rules(masa_rules* rules);
MASA_API void masa_free_string(char* text);

#ifdef __cplusplus
}
#endif
#endif
