// about: Where does one organisation give two figures for the same thing, and when? A difference, or a revision.
// param: event string ''   part of the event's name; '' for all
// param: party string ''   part of the organisation's name; '' for all
// param: limit int 100   most rows to return
// column: event  the event's name
// column: party  the organisation
// column: measure  what is counted
// column: victims  whom
// column: quantity  the one figure as written
// column: saidOn  when it was given
// column: text  its words
// column: other  the other figure as written
// column: otherOn  when that was given
// column: otherText  its words
// column: change  revision where the two were given on different days, else difference
// column: claimId  id of the one claim
// column: otherId  id of the other
// heading: event
// shown: party, measure, victims, quantity, saidOn, text, other, otherOn, otherText, change
MATCH (a:Actor)-[:TELLS]->(n:Narrative)-[:TELLS_OF]->(e:Event)
MATCH (n)-[:RESTS_ON]->(c:Claim)
MATCH (n)-[:RESTS_ON]->(o:Claim)
WHERE c.measure = o.measure AND c.victims = o.victims AND c.quantity IS NOT NULL AND o.quantity IS NOT NULL
  AND c.claimId <> o.claimId AND (coalesce(c.low, -1) <> coalesce(o.low, -1) OR coalesce(c.high, -1) <> coalesce(o.high, -1))
  AND (coalesce(c.saidOn, '') < coalesce(o.saidOn, '')
       OR (coalesce(c.saidOn, '') = coalesce(o.saidOn, '') AND c.claimId < o.claimId))
  AND ($event = '' OR toLower(e.name) CONTAINS toLower($event))
  AND ($party = '' OR toLower(a.name) CONTAINS toLower($party))
RETURN e.name AS event, a.name AS party, c.measure AS measure, c.victims AS victims, c.quantity AS quantity,
       c.saidOn AS saidOn, c.text AS text, o.quantity AS other, o.saidOn AS otherOn, o.text AS otherText,
       CASE WHEN coalesce(c.saidOn, '') <> coalesce(o.saidOn, '') THEN 'revision' ELSE 'difference' END AS change,
       c.claimId AS claimId, o.claimId AS otherId
ORDER BY event, party, measure, victims, text, otherText, claimId, otherId LIMIT $limit
