#include "render/html.hpp"

#include <fmt/format.h>

#include "render/svg.hpp"
#include "render/words.hpp"

namespace masa::html {

std::string dated(Date day, std::string_view words) {
  return fmt::format(R"(<time datetime="{}">{}</time>)", to_string(day), words);
}

std::string day(Date day) {
  return dated(day, fmt::format("{} {}", short_day(day), parts_of(day).year));
}

std::string code(std::string_view id) {
  return fmt::format("<code>{}</code>", escape_xml(id));
}

std::string paragraph(std::string_view inner, std::string_view css_class) {
  return css_class.empty() ? fmt::format("<p>{}</p>", inner) : fmt::format(R"(<p class="{}">{}</p>)", css_class, inner);
}

std::string table(std::string_view caption, const std::vector<Column>& columns, const std::vector<Row>& rows,
                  std::size_t header) {
  std::string text = fmt::format("<table><caption>{}</caption><thead><tr>", caption);
  for (const Column& column : columns)
    text += fmt::format(R"(<th scope="col" style="width:{}%">{}</th>)", column.width, column.heading);
  text += "</tr></thead><tbody>";
  for (const Row& row : rows) {
    text += "<tr>";
    for (std::size_t c = 0; c < row.size(); ++c)
      text += c == header ? fmt::format(R"(<th scope="row">{}</th>)", row[c]) : fmt::format("<td>{}</td>", row[c]);
    text += "</tr>";
  }
  return text + "</tbody></table>";
}

std::string_view style() {
  return R"(.masa.masa{line-height:1.45;max-width:66rem;font-size:.95em;overflow-x:auto})"
         R"(.masa.masa p{margin:.2em 0})"
         R"(.masa.masa :is(td,th)>p:first-child{margin-top:0})"
         R"(.masa.masa .masa-note{opacity:.75})"
         R"(.masa.masa table{border-collapse:collapse;border:0;width:100%;margin:1.1em 0 0;table-layout:fixed;font-size:1em})"
         R"(.masa.masa caption{caption-side:top;text-align:left;font-weight:600;font-size:1.1em;padding:.2em 0;color:inherit})"
         R"(.masa.masa thead tr,.masa.masa tbody tr:nth-child(n){background:none;border:0})"
         R"(.masa.masa th,.masa.masa td{text-align:left;vertical-align:top;padding:.35em .9em .35em 0;border:0;)"
         R"(border-bottom:1px solid rgba(128,128,128,.3);white-space:normal;max-width:none;overflow-wrap:break-word})"
         R"(.masa.masa thead th{font-weight:600;opacity:.75;border-bottom-color:rgba(128,128,128,.7)})"
         R"(.masa.masa tbody th{font-weight:400})"
         R"(.masa.masa .masa-value{font-weight:600})"
         R"(.masa.masa code{font-size:.85em;opacity:.75;background:none;padding:0;color:inherit;overflow-wrap:anywhere})"
         R"(.masa.masa td>code,.masa.masa abbr{margin-right:.5em})"
         R"(.masa.masa abbr code{white-space:nowrap})"
         R"(.masa.masa .masa-tag{display:inline-block;padding:0 .5em;border-radius:.6em;border:1px solid;)"
         R"(white-space:nowrap;font-weight:600})"
         R"(.masa.masa .masa-red{background:rgba(220,38,38,.16);border-color:rgba(220,38,38,.8)})"
         R"(.masa.masa .masa-amber{background:rgba(217,119,6,.16);border-color:rgba(217,119,6,.8)})"
         R"(.masa.masa .masa-green{background:rgba(22,163,74,.16);border-color:rgba(22,163,74,.8)})"
         R"(.masa.masa .masa-open{background:none;border-style:dashed;border-color:rgba(128,128,128,.9)})"
         R"(.masa.masa .masa-grey{background:rgba(128,128,128,.14);border-color:transparent;font-weight:400})"
         R"(.masa.masa summary{cursor:pointer})"
         R"(.masa.masa .masa-days{columns:15em;column-gap:2em;list-style:none;margin:.3em 0 .5em;padding:0})"
         R"(.masa.masa .masa-days li{break-inside:avoid;margin:0})"
         R"(.masa.masa abbr{text-decoration:none;border:0;cursor:help})";
}

std::string page(std::string_view title, std::string_view fragment) {
  constexpr std::string_view around =
      "body{margin:0 auto;padding:1.5rem;max-width:66rem;font-family:system-ui,sans-serif;color:CanvasText;"
      "background:Canvas;color-scheme:light dark}"
      "h1{font-size:1.4rem;margin:0 0 .3em}"
      "@media "
      "print{body{padding:0;max-width:none;font-size:10pt}tr{break-inside:avoid}thead{display:table-header-group}"
      "details:not([open])>summary{display:none}}";
  return fmt::format(R"(<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"/>)"
                     R"(<meta name="viewport" content="width=device-width,initial-scale=1"/>)"
                     R"(<title>{}</title><style>{}</style></head><body><main><h1>{}</h1>{}</main></body></html>)",
                     escape_xml(title), around, escape_xml(title), fragment);
}

}  // namespace masa::html
