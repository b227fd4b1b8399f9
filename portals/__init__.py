"""Where news comes from: what a portal is, how its links are found, its pages fetched and read. Knows nothing of Prefect.

A map, in the order of a page's way (each module's first line says what it decides):

what a portal is      portal, platforms, sites/, registry; addresses, identity (one article behind many addresses)
finding links         discover > steps, paging > feeds, sitemaps, listings, indexes, cdx; gaps (unseen numbers); triage (which are asked for)
fetching              fetch > session > transport > wire, reach, asking; robots, budget (turns), answers (what an answer means), content
proving politeness    receipts > proof, evidence: from the archive alone, sharing nothing with fetching
reading               read > assembly, fields; pages (what is no article); inert (code, left out before parsing)
  letters             encoding > charsets, fonts, legacy, mojibake, syllables; letters, spacing
  known markup        layouts > located; witnesses (what the page shows against it); blocks > lines, drafts, cells, pictures, media, elements, tree
  unknown markup      generic > headline, regions, bodies, contents, ends, marks, sheet, holders, moments, printed, persons (beside)
  said for machines   structured > jsonld, graphs, metas, microdata
  other languages     abroad > signs, writers, foreign, desks; months, figures, zones; labels, boxes; states (data of the page's own program)
  words only (WET)    text > rows, headings, heads, passages, kinds, furniture, markers
  Vietnamese          vietnamese > dates, stamps, clock, relative, spans, events, bylines, residue, roles, names, commons, press, captions, phrases, tone
looking again         probing (what a visit to a landed article met)
an author's tools     __main__, doctor, proposals, saved
"""
