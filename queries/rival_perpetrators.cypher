// about: Which events are laid at the door of two, one of them at least named, who have nothing to do with each other?
// param: event string ''   part of the event's name; '' for all
// param: limit int 100   most rows to return
// column: event  the event's name
// column: perpetrator  who did it, by some
// column: speakers  who says so; empty where the article of an unknown outlet does
// column: text  the words
// column: other  the event's name; where it is another one, the two are possibly one
// column: rival  who did it, by others
// column: rivals  who says that
// column: rivalText  the words
// column: score  how likely the two events are one; null where they are
// column: eventId  id of the event
// column: otherId  id of the other one
// sorted: speakers
// sorted: rivals
// heading: event
// shown: perpetrator, speakers, text, other, rival, rivals, rivalText, score
MATCH (e:Event)-[:POSSIBLY_SAME_AS*0..1]->(f:Event)
MATCH (c:Claim)-[:ABOUT]->(x:Event)-[:PART_OF*0..1]->(e)
MATCH (c)-[:AGENT]->(a:Actor)
MATCH (o:Claim)-[:ABOUT]->(y:Event)-[:PART_OF*0..1]->(f)
MATCH (o)-[:AGENT]->(b:Actor)
WHERE a.actorId <> b.actorId AND a.kind = b.kind AND (e.eventId <> f.eventId OR a.actorId < b.actorId)
  AND (toLower(a.name) <> a.name OR toLower(b.name) <> b.name) AND c.polarity = 'affirmed' AND o.polarity = 'affirmed'
  AND NOT c.stance IN ['demanded', 'threatened', 'denied'] AND NOT o.stance IN ['demanded', 'threatened', 'denied']
  AND ($event = '' OR toLower(e.name) CONTAINS toLower($event) OR toLower(f.name) CONTAINS toLower($event))
  AND NOT EXISTS { MATCH (a)-[:PART_OF|ALLIED_WITH|SPEAKS_FOR]->(b) }
  AND NOT EXISTS { MATCH (b)-[:PART_OF|ALLIED_WITH|SPEAKS_FOR]->(a) }
  AND NOT EXISTS { MATCH (b)<-[:TARGET]-(h:Claim)-[:ABOUT]->(e) }
  AND NOT EXISTS { MATCH (a)<-[:TARGET]-(k:Claim)-[:ABOUT]->(f) }
OPTIONAL MATCH (c)-[:SAID_BY]->(s:Actor)
WITH e, f, a, b, c, o, collect(s.name) AS voices
OPTIONAL MATCH (o)-[:SAID_BY]->(t:Actor)
WITH e, f, a, b, c, o, voices, collect(t.name) AS others
OPTIONAL MATCH (e)-[r:POSSIBLY_SAME_AS]->(f)
RETURN e.name AS event, a.name AS perpetrator, voices AS speakers, c.text AS text, f.name AS other, b.name AS rival,
       others AS rivals, o.text AS rivalText, r.score AS score, e.eventId AS eventId, f.eventId AS otherId,
       c.claimId AS claimId, o.claimId AS rivalClaimId
ORDER BY event, perpetrator, rival, text, rivalText, claimId, rivalClaimId, eventId, otherId LIMIT $limit
