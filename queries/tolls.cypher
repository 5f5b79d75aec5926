// about: How many, by whose count? Every count of an event, and of its parts, beside its speaker and its sentence.
// param: event string ''   part of the event's name; '' for all
// param: title string ''   part of the title of the article that tells of it; '' for all
// param: measure string ''   killed, wounded, hostages, rescued, …; '' for all
// param: limit int 100   most rows to return
// column: event  the event's name; null where the count is of no event that the text makes out
// column: measure  what is counted
// column: victims  whom
// column: quantity  the number as written
// column: low  people at least; null is open
// column: high  people at most; null is open
// column: hedge  how exact the number is as written
// column: speakers  whose count it is; empty where the article of an unknown outlet speaks
// column: relays  who passed it on
// column: stance  how the speaker puts it
// column: text  the words
// column: sentence  the sentence that they stand in
// column: article  path of the article
// column: claimId  id of the claim
// sorted: speakers
// sorted: relays
// heading: event
// shown: quantity, measure, victims, speakers, relays, sentence
MATCH (c:Claim)-[:STATED_IN]->(p:Passage)-[:OF]->(d:Article)
WHERE c.quantity IS NOT NULL AND c.measure IS NOT NULL AND ($measure = '' OR c.measure = $measure)
  AND ($title = '' OR toLower(d.title) CONTAINS toLower($title))
  AND ($event = '' OR EXISTS { MATCH (c)-[:ABOUT]->(n:Event) WHERE toLower(n.name) CONTAINS toLower($event) } OR EXISTS {
    MATCH (c)-[:ABOUT]->(:Event)-[:PART_OF]->(w:Event) WHERE toLower(w.name) CONTAINS toLower($event) })
OPTIONAL MATCH (c)-[:ABOUT]->(e:Event)
OPTIONAL MATCH (c)-[:SAID_BY]->(s:Actor)
WITH c, e, p, d, collect(s.name) AS voices
OPTIONAL MATCH (c)-[:RELAYED_BY]->(r:Actor)
WITH c, e, p, d, voices, collect(r.name) AS carriers
RETURN e.name AS event, c.measure AS measure, c.victims AS victims, c.quantity AS quantity, c.low AS low,
       c.high AS high, c.hedge AS hedge, voices AS speakers, carriers AS relays, c.stance AS stance, c.text AS text,
       p.text AS sentence, d.path AS article, c.claimId AS claimId
ORDER BY event, measure, victims, low, high, article, text, claimId LIMIT $limit
