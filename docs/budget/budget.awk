# Run by budget.sh: the first file holds prices, the second volumes. A month has 730 hours.

FNR == 1 { file++; if (file == 2) { cases = 3; for (c = 1; c <= cases; c++) title[c] = $(c + 2) }; next }
file == 1 {
  ids[++prices] = $1; product[$1] = $2; sku[$1] = $3; unit[$1] = $4; price[$1] = $5; region[$1] = $7; free[$1] = $8
  if (!($2 in known)) { known[$2] = 1; products[++count] = $2 }
}
file == 2 { for (c = 1; c <= cases; c++) v[$1, c] = $(c + 2); given[$1] = 1 }

function up(x) { return x == int(x) ? x : int(x) + 1 }
function least(a, b) { return a < b ? a : b }
function most(a, b) { return a > b ? a : b }
function need(name, c) {
  if (!(name in given)) { print "budget: volumes have no " name > "/dev/stderr"; failed = 1; exit 1 }
  return v[name, c] + 0
}

# What is used in a month, by the id of its price.
function use(c,    days, runs, parts, objects, gib, kept, GIB, jobs) {
  GIB = 1073741824; days = 730 / 24
  runs = need("runs_a_day", c) * days
  parts = most(1, most(up(need("bytes_a_run", c) / need("part_bytes", c)), \
    up(need("bytes_a_run", c) / need("bytes_a_reading", c) / need("part_readings", c))))
  figure["runs", c] = runs; figure["parts", c] = runs * parts
  gib = runs * need("bytes_a_run", c) / GIB
  figure["gib", c] = gib
  kept = need("months_kept", c)
  u["storage-standard", c] = gib * least(kept, need("nearline_after", c))
  u["storage-nearline", c] = gib * most(0, least(kept, need("coldline_after", c)) - need("nearline_after", c))
  u["storage-coldline", c] = gib * most(0, least(kept, need("archive_after", c)) - need("coldline_after", c))
  u["storage-archive", c] = gib * most(0, kept - need("archive_after", c))
  objects = parts + 1 # and the manifest
  jobs = need("job_runs_a_day", c) * days
  u["storage-class-a", c] = runs * (objects + parts) \
    + jobs * need("job_looks_back", c) * up(need("runs_a_day", c) * objects / 1000)
  u["storage-class-b", c] = runs * (1 + parts * need("service_reads_a_part", c))
  u["run-cpu", c] = runs * (need("fetch_seconds", c) + parts * need("aggregate_seconds", c))
  u["run-memory", c] = u["run-cpu", c] * need("service_memory", c)
  u["run-requests", c] = runs * (1 + parts)
  u["job-cpu", c] = jobs * need("job_seconds", c)
  u["job-memory", c] = u["job-cpu", c] * need("job_memory", c)
  u["pubsub", c] = 2 * runs * parts * need("message_bytes", c) / GIB
  u["logs", c] = u["run-requests", c] * need("log_bytes", c) / GIB
  u["metrics", c] = need("metrics", c)
  u["alerts", c] = need("alert_conditions", c)
  u["sql-cpu", c] = 730 * need("database_cpus", c)
  u["sql-memory", c] = 730 * need("database_memory", c)
  u["sql-disk", c] = need("database_disk", c)
  u["sql-backup", c] = need("database_backups", c)
  u["scheduler", c] = need("scheduler_jobs", c)
  u["secret-versions", c] = need("secret_versions", c)
  u["secret-reads", c] = need("secret_reads", c)
  u["images", c] = need("images", c)
  u["build", c] = need("build_minutes", c)
}

function grouped(digits,    out) {
  while (length(digits) > 3) {
    out = "," substr(digits, length(digits) - 2) out
    digits = substr(digits, 1, length(digits) - 3)
  }
  return digits out
}
function amount(x,    text) {
  if (x >= 100 || x == int(x)) return grouped(sprintf("%.0f", x))
  text = sprintf("%.3g", x)
  return text
}
function money(x,    text) {
  text = sprintf("%.2f", x)
  return grouped(substr(text, 1, length(text) - 3)) substr(text, length(text) - 2)
}
function has_price(id) { return price[id] ~ /^[0-9]+(\.[0-9]+)?$/ }
function cost(id, c) { return most(0, u[id, c] - free[id]) * price[id] }

END {
  if (failed) exit 1
  for (c = 1; c <= cases; c++) use(c)
  for (i = 1; i <= prices; i++) {
    if ((ids[i], 1) in u) continue
    print "budget: nothing uses the price " ids[i] > "/dev/stderr"
    exit 1
  }

  rule = "|---|"
  head = "| USD a month |"
  for (c = 1; c <= cases; c++) { head = head " " title[c] " |"; rule = rule "---:|" }
  out = head "\n" rule "\n"
  for (p = 1; p <= count; p++) {
    out = out "| " products[p] " |"
    for (c = 1; c <= cases; c++) {
      sum = 0; open = 0; sure = 0
      for (i = 1; i <= prices; i++) if (product[ids[i]] == products[p]) {
        if (has_price(ids[i])) { sum += cost(ids[i], c); sure = 1 } else open = 1
      }
      total[c] += sum
      unsure = unsure || open
      out = out " " (open ? (sure ? money(sum) " + ?" : "?") : money(sum)) " |"
    }
    out = out "\n"
  }
  out = out "| **together** |"; for (c = 1; c <= cases; c++) out = out " **" money(total[c]) (unsure ? " + ?" : "") "** |"
  printf "\n%s\n\n", out

  out = "| what it is made of |"; for (c = 1; c <= cases; c++) out = out " " title[c] " |"
  print out; print rule
  row("runs", "runs"); row("parts", "parts, messages"); row("gib", "GiB of new raw objects")
  spend("storage in the first month, USD", "storage-standard", 1)
  spend("each further year of raw objects adds, USD a month", "storage-archive", 12)
  high("high availability: a second database, USD a month more")

  print "\n| used in a month | unit | free | price, USD |" titles() "\n|---|---|---:|---:|" substr(rule, 6)
  for (i = 1; i <= prices; i++) {
    id = ids[i]
    out = "| " product[id] ", " sku[id] " | " unit[id] " | " (free[id] > 0 ? amount(free[id]) : "")
    out = out " | " price[id] " |"
    for (c = 1; c <= cases; c++) out = out " " amount(u[id, c]) " |"
    print out
  }
  print ""
}

function titles(    out) { for (c = 1; c <= cases; c++) out = out " " title[c] " |"; return out }
function row(key, label,    out) {
  out = "| " label " |"; for (c = 1; c <= cases; c++) out = out " " amount(figure[key, c]) " |"
  print out
}
function spend(label, id, months,    out) {
  out = "| " label " |"
  for (c = 1; c <= cases; c++)
    out = out " " (has_price(id) ? money(figure["gib", c] * months * price[id]) : "?") " |"
  print out
}
function high(label,    out) {
  out = "| " label " |"
  for (c = 1; c <= cases; c++)
    out = out " " money(cost("sql-cpu", c) + cost("sql-memory", c) + cost("sql-disk", c)) " |"
  print out
}
