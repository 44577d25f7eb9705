# The quadratic bomb: a list of aliases to a list.
{
    printf -- '---\ntitle: Aliases\nextra:\n  a: &a [x'
    printf ', x%.0s' {1..999}
    printf ']\n  b: [*a'
    printf ', *a%.0s' {1..999}
    printf -- ']\n---\nText.\n'
} > content/aliases.md
{
    printf -- '---\ntitle: Deep\nextra:\n  '
    printf '{a: %.0s' {1..5000}
    printf -- '\n---\nText.\n'
} > content/deep.md
{
    printf -- '---\ntitle: Long\nsummary: '
    head -c 40000 /dev/zero | tr '\0' 'a'
    printf -- '\n---\nText.\n'
} > content/long.md
{
    printf -- '---\ntitle: Full\nextra:\n  a: [1'
    printf ',1%.0s' {1..10000}
    printf -- ']\n---\nText.\n'
} > content/full.md
