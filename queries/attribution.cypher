// about: Who did it, by whose account? Who claims the event or a part of it, who accuses whom, who denies.
// param: event string ''   part of the event's name; '' for all
// param: title string ''   part of the title of the article that tells of it; '' for all
// param: limit int 100   most rows to return
// column: event  the event's name
// column: date  its first day (EDTF)
// column: perpetrator  who is said to have done it; null for a denial that names nobody
// column: stance  reported, claimed, claimed_responsibility, confirmed, accused, denied, …
// column: certainty  certain, probable or possible
// column: speakers  who says so; empty where the article of an unknown outlet does
// column: text  the words
// column: sentence  the sentence that they stand in
// column: article  path of the article
// column: claimId  id of the claim
// sorted: speakers
// heading: event
// shown: perpetrator, stance, certainty, speakers, sentence
MATCH (c:Claim)-[:ABOUT]->(e:Event)
MATCH (c)-[:STATED_IN]->(p:Passage)-[:OF]->(d:Article)
WHERE ($title = '' OR toLower(d.title) CONTAINS toLower($title))
  AND ($event = '' OR toLower(e.name) CONTAINS toLower($event) OR EXISTS {
    MATCH (e)-[:PART_OF]->(w:Event) WHERE toLower(w.name) CONTAINS toLower($event) })
OPTIONAL MATCH (c)-[:AGENT]->(a:Actor)
OPTIONAL MATCH (c)-[:SAID_BY]->(s:Actor)
WITH c, e, p, d, a, collect(s.name) AS voices
WHERE a.actorId IS NOT NULL OR c.stance = 'denied'
RETURN e.name AS event, e.startDate AS date, a.name AS perpetrator, c.stance AS stance, c.certainty AS certainty,
       voices AS speakers, c.text AS text, p.text AS sentence, d.path AS article, c.claimId AS claimId
ORDER BY event, stance, perpetrator, article, text, claimId LIMIT $limit
