// about: Which events may be one, told in two ways, and what speaks for and against it?
// param: event string ''   part of either event's name; '' for all
// param: limit int 100   most rows to return
// column: event  the one event
// column: other  the other one
// column: score  how likely they are one, 0 to 1
// column: reasons  each feature with its weight and what was compared
// column: articles  the one's articles
// column: others  the other one's articles
// column: eventId  id of the one
// column: otherId  id of the other
// sorted: articles
// sorted: others
// heading: event
// shown: other, score, reasons
MATCH (e:Event)-[r:POSSIBLY_SAME_AS]->(f:Event)
WHERE $event = '' OR toLower(e.name) CONTAINS toLower($event) OR toLower(f.name) CONTAINS toLower($event)
OPTIONAL MATCH (d:Article)<-[:OF]-(:Passage)<-[:STATED_IN]-(:Claim)-[:ABOUT]->(e)
WITH e, f, r, collect(DISTINCT d.path) AS told
OPTIONAL MATCH (g:Article)<-[:OF]-(:Passage)<-[:STATED_IN]-(:Claim)-[:ABOUT]->(f)
WITH e, f, r, told, collect(DISTINCT g.path) AS retold
RETURN e.name AS event, f.name AS other, r.score AS score, r.reasons AS reasons, told AS articles, retold AS others,
       e.eventId AS eventId, f.eventId AS otherId
ORDER BY score DESC, event, other, eventId, otherId LIMIT $limit
