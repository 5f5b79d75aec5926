// about: Which claims can't both hold? Rival counts, rival perpetrators and affirmed against negated, side by side.
// param: event string ''   part of the event's name; '' for all
// param: limit int 100   most rows to return
// column: event  the event's name
// column: topic  what they differ on
// column: speakers  who holds the one
// column: text  its words
// column: sentence  the sentence that they stand in
// column: rivals  who holds the other
// column: rival  its words
// column: rivalSentence  the sentence that they stand in
// column: claimId  id of the one
// column: rivalId  id of the other
// sorted: speakers
// sorted: rivals
// heading: event
// shown: topic, speakers, text, rivals, rival
MATCH (c:Claim)-[r:CONTRADICTS]->(o:Claim)
MATCH (c)-[:ABOUT]->(e:Event)
MATCH (c)-[:STATED_IN]->(p:Passage)
MATCH (o)-[:STATED_IN]->(q:Passage)
WHERE $event = '' OR toLower(e.name) CONTAINS toLower($event)
OPTIONAL MATCH (c)-[:SAID_BY]->(s:Actor)
WITH c, r, o, e, p, q, collect(s.name) AS voices
OPTIONAL MATCH (o)-[:SAID_BY]->(t:Actor)
WITH c, r, o, e, p, q, voices, collect(t.name) AS others
RETURN e.name AS event, r.`on` AS topic, voices AS speakers, c.text AS text, p.text AS sentence,
       others AS rivals, o.text AS rival, q.text AS rivalSentence, c.claimId AS claimId, o.claimId AS rivalId
ORDER BY event, topic, text, rival, claimId, rivalId LIMIT $limit
