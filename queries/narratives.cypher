// about: How does each party tell an event, side by side, and on what do the accounts compete?
// param: event string ''   part of the event's name; '' for all
// param: party string ''   part of the party's name; '' for all
// param: limit int 100   most rows to return
// column: event  the event's name
// column: party  whose account it is
// column: account  a line for each thing that it says, with the first digits of the claims that say so
// column: claims  how many claims it rests on
// column: competes  on what it competes with another account
// column: rivals  whose accounts those are
// column: narrativeId  id of the account
// column: eventId  id of the event
// sorted: competes
// sorted: rivals
// heading: event
// shown: party, account, claims, competes, rivals
MATCH (a:Actor)-[:TELLS]->(n:Narrative)-[:TELLS_OF]->(e:Event)
MATCH (n)-[:RESTS_ON]->(c:Claim)
WHERE ($event = '' OR toLower(e.name) CONTAINS toLower($event))
  AND ($party = '' OR toLower(a.name) CONTAINS toLower($party))
WITH e, a, n, count(DISTINCT c) AS claims
OPTIONAL MATCH (n)-[r:COMPETES_WITH]->(m:Narrative)<-[:TELLS]-(b:Actor)
WITH e, a, n, claims, collect(DISTINCT r.`on`) AS first, collect(DISTINCT b.name) AS ones
OPTIONAL MATCH (n)<-[q:COMPETES_WITH]-(k:Narrative)<-[:TELLS]-(d:Actor)
WITH e, a, n, claims, first, ones, collect(DISTINCT q.`on`) AS second, collect(DISTINCT d.name) AS others
RETURN e.name AS event, a.name AS party, n.summary AS account, claims, first + second AS competes,
       ones + others AS rivals, n.narrativeId AS narrativeId, e.eventId AS eventId
ORDER BY event, eventId, claims DESC, party, narrativeId LIMIT $limit
