// about: Which figures stand on one voice alone? Relays of one speaker, its spokespeople and copied words are one voice.
// param: event string ''   part of the event's name; '' for all
// param: most int 1   most voices behind a figure
// param: limit int 100   most rows to return
// column: event  the event's name
// column: measure  what is counted
// column: victims  whom
// column: low  people at least; null is open
// column: high  people at most; null is open
// column: voices  how many independent voices give the figure
// column: speakers  who they are; empty where articles of unknown outlets do
// column: articles  in how many articles it stands
// column: texts  the words
// column: eventId  id of the event
// sorted: speakers
// sorted: texts
// heading: event
// shown: measure, victims, low, high, voices, speakers, articles, texts
MATCH (c:Claim)-[:ABOUT]->(e:Event)
MATCH (c)-[:STATED_IN]->(:Passage)-[:OF]->(d:Article)
WHERE c.measure IS NOT NULL AND c.quantity IS NOT NULL
  AND ($event = '' OR toLower(e.name) CONTAINS toLower($event))
OPTIONAL MATCH (c)-[:SAID_BY]->(s:Actor)
OPTIONAL MATCH (s)-[:SPEAKS_FOR]->(o:Actor)
WITH e, c, d, s, min(o.actorId) AS organisation
WITH e, c, d, s, CASE WHEN c.ownVoice THEN c.text ELSE coalesce(organisation, s.actorId, c.text) END AS voice
WITH e, c.measure AS measure, c.victims AS victims, c.low AS low, c.high AS high, count(DISTINCT voice) AS voices,
     collect(DISTINCT s.name) AS speakers, count(DISTINCT d.articleId) AS articles, collect(DISTINCT c.text) AS texts
WHERE voices <= $most
RETURN e.name AS event, measure, victims, low, high, voices, speakers, articles, texts, e.eventId AS eventId
ORDER BY event, measure, victims, low, high, eventId LIMIT $limit
