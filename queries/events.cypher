// about: Which events does the graph know? With kind, date, places and the number of claims about each.
// param: event string ''   part of the event's name; '' for all
// param: kind string ''   only events of this kind; '' for all
// param: limit int 100   most rows to return
// column: event  the event's name
// column: kind  its kind
// column: date  its first day (EDTF); null is unknown
// column: places  where it happened
// column: claims  how many claims tell of it
// column: articles  in how many articles
// column: eventId  id of the event
// sorted: places
// shown: event, kind, date, places, claims, articles
MATCH (d:Article)<-[:OF]-(:Passage)<-[:STATED_IN]-(c:Claim)-[:ABOUT]->(e:Event)
WHERE ($event = '' OR toLower(e.name) CONTAINS toLower($event)) AND ($kind = '' OR e.kind = $kind)
WITH e, count(DISTINCT c) AS claims, count(DISTINCT d) AS articles
OPTIONAL MATCH (e)-[:HAPPENED_AT]->(p:Place)
WITH e, claims, articles, collect(p.name) AS places
RETURN e.name AS event, e.kind AS kind, e.startDate AS date, places, claims, articles, e.eventId AS eventId
ORDER BY claims DESC, event, eventId LIMIT $limit
