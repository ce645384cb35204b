<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Above</name>
    <message>
        <source>Many new posts above</source>
        <translation>Viele neue Beiträge weiter oben</translation>
    </message>
    <message numerus="yes">
        <source>%n new post(s) above</source>
        <translation>
            <numerusform>%n neuer Beitrag weiter oben</numerusform>
            <numerusform>%n neue Beiträge weiter oben</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Album</name>
    <message numerus="yes">
        <source>Look at all %n pictures</source>
        <translation>
            <numerusform>Das Bild ansehen</numerusform>
            <numerusform>Alle %n Bilder ansehen</numerusform>
        </translation>
    </message>
    <message>
        <source>Look at picture %1</source>
        <translation>Bild %1 ansehen</translation>
    </message>
</context>
<context>
    <name>Albums</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>Alben</translation>
    </message>
    <message>
        <source>Which circle</source>
        <translation>Welcher Kreis</translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation>Noch keine Bilder</translation>
    </message>
    <message>
        <source>Every picture that somebody shares with this circle stands here, by month.</source>
        <translation>Hier steht, nach Monaten, jedes Bild, das jemand mit diesem Kreis teilt.</translation>
    </message>
</context>
<context>
    <name>Answering</name>
    <message>
        <source>Answer %1</source>
        <translation>%1 antworten</translation>
    </message>
    <message>
        <source>Send the answer</source>
        <translation>Antwort senden</translation>
    </message>
</context>
<context>
    <name>Arriving</name>
    <message>
        <source>Welcome, %1.</source>
        <translation>Willkommen, %1.</translation>
    </message>
    <message>
        <source>On the way in</source>
        <translation>Auf dem Weg hinein</translation>
    </message>
    <message>
        <source>Try another code</source>
        <translation>Anderen Code probieren</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Wegräumen</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Aufgeben</translation>
    </message>
</context>
<context>
    <name>Attached</name>
    <message>
        <source>Take out %1</source>
        <translation>%1 herausnehmen</translation>
    </message>
</context>
<context>
    <name>AudiencePicker</name>
    <message>
        <source>Who sees it?</source>
        <translation>Wer sieht es?</translation>
    </message>
    <message>
        <source>Which circle</source>
        <translation>Welcher Kreis</translation>
    </message>
    <message>
        <source>Everybody in %1</source>
        <translation>Alle in „%1“</translation>
    </message>
    <message>
        <source>Or only some:</source>
        <translation>Oder nur einige:</translation>
    </message>
    <message>
        <source>People who can see it</source>
        <translation>Leute, die es sehen können</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>As it is shown</source>
        <translation>Wie angezeigt</translation>
    </message>
    <message>
        <source>In full size</source>
        <translation>In voller Größe</translation>
    </message>
</context>
<context>
    <name>CodeEntry</name>
    <message>
        <source>Invitation</source>
        <translation>Einladung</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>Bild öffnen</translation>
    </message>
    <message>
        <source>Read the screen</source>
        <translation>Bildschirm lesen</translation>
    </message>
    <message>
        <source>A picture of the invitation</source>
        <translation>Ein Bild der Einladung</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>CodeGroups</name>
    <message>
        <source>Group %1 does not fit</source>
        <translation>Gruppe %1 passt nicht</translation>
    </message>
    <message>
        <source>Group %1 is right</source>
        <translation>Gruppe %1 stimmt</translation>
    </message>
    <message>
        <source>Group %1 is not finished</source>
        <translation>Gruppe %1 ist noch nicht fertig</translation>
    </message>
</context>
<context>
    <name>Comment</name>
    <message>
        <source>to %1</source>
        <translation>an %1</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>%1 antworten</translation>
    </message>
    <message>
        <source>More about what %1 said</source>
        <translation>Mehr zur Antwort von %1</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Share something with your people…</source>
        <translation>Teile etwas mit deinen Leuten…</translation>
    </message>
    <message>
        <source>Add pictures or files</source>
        <translation>Bilder oder Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Who sees it: %1</source>
        <translation>Wer es sieht: %1</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>Teilen</translation>
    </message>
    <message numerus="yes">
        <source>Your post leaves in %n second(s). It can still be undone.</source>
        <translation>
            <numerusform>Dein Beitrag geht in %n Sekunde ab. Noch kannst du ihn zurückholen.</numerusform>
            <numerusform>Dein Beitrag geht in %n Sekunden ab. Noch kannst du ihn zurückholen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Send it now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Pictures and files</source>
        <translation>Bilder und Dateien</translation>
    </message>
</context>
<context>
    <name>Conversation</name>
    <message>
        <source>All letters</source>
        <translation>Alle Briefe</translation>
    </message>
    <message>
        <source>Letters with %1</source>
        <translation>Briefe mit %1</translation>
    </message>
    <message>
        <source>Nothing is written here yet. Begin below.</source>
        <translation>Hier steht noch nichts. Fang unten an.</translation>
    </message>
    <message numerus="yes">
        <source>%n new letter(s) below</source>
        <translation>
            <numerusform>%n neuer Brief weiter unten</numerusform>
            <numerusform>%n neue Briefe weiter unten</numerusform>
        </translation>
    </message>
    <message>
        <source>To the newest letter</source>
        <translation>Zum neuesten Brief</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Add pictures or files</source>
        <translation>Bilder oder Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Write to %1</source>
        <translation>An %1 schreiben</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet…</translation>
    </message>
    <message>
        <source>Enter sends it, Shift and Enter begin a new line.</source>
        <translation>Enter sendet den Brief, Umschalt und Enter beginnen eine neue Zeile.</translation>
    </message>
    <message>
        <source>Pictures and files</source>
        <translation>Bilder und Dateien</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>Testing…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Noch einmal prüfen</translation>
    </message>
    <message>
        <source>This takes a few seconds.</source>
        <translation>Das dauert ein paar Sekunden.</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>Außerdem</translation>
    </message>
    <message>
        <source>Your people</source>
        <translation>Deine Leute</translation>
    </message>
    <message>
        <source>What was tested</source>
        <translation>Was geprüft wurde</translation>
    </message>
    <message>
        <source>Another way: an address</source>
        <translation>Ein anderer Weg: eine Adresse</translation>
    </message>
    <message>
        <source>Open this page on the other computer, and type the address here that it shows there.</source>
        <translation>Öffne diese Seite auf dem anderen Computer und tippe hier die Adresse ein, die er dort zeigt.</translation>
    </message>
    <message>
        <source>Address of the other computer</source>
        <translation>Adresse des anderen Computers</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>Wird versucht…</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>The address of this computer</source>
        <translation>Die Adresse dieses Computers</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>For the technically minded</source>
        <translation>Für alle, die es genau wissen wollen</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>The new text</source>
        <translation>Der neue Text</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Keep the change</source>
        <translation>Änderung behalten</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Take everything with you</source>
        <translation>Alles mitnehmen</translation>
    </message>
    <message>
        <source>All posts, letters, pictures and people of all your circles, as a folder. Any browser opens it, today and in twenty years, without Organic.</source>
        <translation>Alle Beiträge, Briefe, Bilder und Leute aus allen deinen Kreisen, als ein Ordner. Jeder Browser öffnet ihn, heute und in zwanzig Jahren, auch ohne Organic.</translation>
    </message>
    <message>
        <source>The folder is not locked: whoever has it can read it.</source>
        <translation>Der Ordner ist nicht abgeschlossen: Wer ihn hat, kann ihn lesen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Choose where to put it</source>
        <translation>Ort dafür auswählen</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Wird geschrieben…</translation>
    </message>
    <message>
        <source>Everything is written.</source>
        <translation>Alles ist geschrieben.</translation>
    </message>
    <message>
        <source>That did not work.</source>
        <translation>Das hat nicht geklappt.</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Where to put the folder</source>
        <translation>Wohin der Ordner soll</translation>
    </message>
</context>
<context>
    <name>Feed</name>
    <message>
        <source>Posts</source>
        <translation>Beiträge</translation>
    </message>
    <message>
        <source>Nothing here yet. Say hello!</source>
        <translation>Hier ist noch nichts. Sag Hallo!</translation>
    </message>
    <message>
        <source>You&apos;re all caught up.</source>
        <translation>Du hast alles gesehen.</translation>
    </message>
    <message>
        <source>Older posts are on their way…</source>
        <translation>Ältere Beiträge sind unterwegs…</translation>
    </message>
    <message>
        <source>Your first post here is about to leave.</source>
        <translation>Dein erster Beitrag hier geht gleich ab.</translation>
    </message>
</context>
<context>
    <name>FileCard</name>
    <message>
        <source>%1 % is here.</source>
        <translation>%1 % sind da.</translation>
    </message>
    <message>
        <source>It comes as soon as it can be reached.</source>
        <translation>Kommt, sobald es geht.</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>%1 speichern</translation>
    </message>
    <message>
        <source>Fetch %1</source>
        <translation>%1 holen</translation>
    </message>
</context>
<context>
    <name>Folding</name>
    <message>
        <source>Show less</source>
        <translation>Weniger zeigen</translation>
    </message>
    <message>
        <source>Read on</source>
        <translation>Weiterlesen</translation>
    </message>
</context>
<context>
    <name>Inside</name>
    <message>
        <source>Letters</source>
        <translation>Briefe</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>Alben</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>On the way in</source>
        <translation>Auf dem Weg hinein</translation>
    </message>
    <message>
        <source>Another circle</source>
        <translation>Noch ein Kreis</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>One moment: Organic starts again by itself. Nothing that you wrote is lost.</source>
        <translation>Einen Moment: Organic startet von selbst neu. Nichts, was du geschrieben hast, geht verloren.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Leute</translation>
    </message>
</context>
<context>
    <name>Letter</name>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>React to this letter</source>
        <translation>Auf diesen Brief reagieren</translation>
    </message>
    <message>
        <source>More about this letter</source>
        <translation>Mehr zu diesem Brief</translation>
    </message>
</context>
<context>
    <name>Letters</name>
    <message>
        <source>A letter is read by those it is for, and by nobody else.</source>
        <translation>Einen Brief lesen nur die, für die er ist, und sonst niemand.</translation>
    </message>
    <message>
        <source>New letter</source>
        <translation>Neuer Brief</translation>
    </message>
</context>
<context>
    <name>LettersList</name>
    <message>
        <source>Letters</source>
        <translation>Briefe</translation>
    </message>
    <message>
        <source>New letter</source>
        <translation>Neuer Brief</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>No letters yet. Write one to somebody.</source>
        <translation>Noch keine Briefe. Schreib jemandem einen.</translation>
    </message>
</context>
<context>
    <name>Links</name>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
</context>
<context>
    <name>MuteButton</name>
    <message>
        <source>Unmute</source>
        <translation>Nicht mehr stumm</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stummschalten</translation>
    </message>
    <message>
        <source>No notifications come from here.</source>
        <translation>Von hier kommen keine Benachrichtigungen.</translation>
    </message>
</context>
<context>
    <name>NewLetter</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>To whom?</source>
        <translation>An wen?</translation>
    </message>
    <message>
        <source>Find somebody</source>
        <translation>Jemanden suchen</translation>
    </message>
    <message>
        <source>People to write to</source>
        <translation>Leute, denen du schreiben kannst</translation>
    </message>
    <message>
        <source>Nobody is here yet but you. Invite somebody first.</source>
        <translation>Außer dir ist noch niemand hier. Lade erst jemanden ein.</translation>
    </message>
    <message>
        <source>Nobody by that name.</source>
        <translation>So heißt hier niemand.</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>Which circle</source>
        <translation>Welcher Kreis</translation>
    </message>
    <message>
        <source>Who invites: %1</source>
        <translation>Wer einlädt: %1</translation>
    </message>
    <message>
        <source>Invite somebody</source>
        <translation>Jemanden einladen</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>%1 asks to come in</source>
        <translation>%1 möchte hereinkommen</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>Hereinlassen</translation>
    </message>
    <message>
        <source>Let %1 in</source>
        <translation>%1 hereinlassen</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Decline %1</source>
        <translation>%1 ablehnen</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>Zustimmen</translation>
    </message>
    <message>
        <source>Disagree</source>
        <translation>Dagegen stimmen</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>Invitations (%1)</source>
        <translation>Einladungen (%1)</translation>
    </message>
    <message>
        <source>Invitations</source>
        <translation>Einladungen</translation>
    </message>
    <message>
        <source>How to look at them</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Leute</translation>
    </message>
    <message>
        <source>Nobody was invited yet.</source>
        <translation>Es wurde noch niemand eingeladen.</translation>
    </message>
    <message>
        <source>Here no longer</source>
        <translation>Nicht mehr hier</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Zurücknehmen</translation>
    </message>
</context>
<context>
    <name>PeopleCard</name>
    <message>
        <source>The page as it will be printed</source>
        <translation>Die Seite, wie sie gedruckt wird</translation>
    </message>
    <message>
        <source>A card to hand over</source>
        <translation>Eine Karte zum Überreichen</translation>
    </message>
    <message>
        <source>Treat it like a house key: whoever has it can come in. It lets one person in, until %1.</source>
        <translation>Pass gut auf sie auf: Wer sie hat, kann hereinkommen. Sie lässt eine Person herein, bis zum %1.</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>US-Letter</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken…</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Als PDF speichern</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Pages (*.pdf)</source>
        <translation>Seiten (*.pdf)</translation>
    </message>
    <message>
        <source>Save the page</source>
        <translation>Seite speichern</translation>
    </message>
</context>
<context>
    <name>PeopleInvite</name>
    <message>
        <source>Invite one person</source>
        <translation>Eine Person einladen</translation>
    </message>
    <message>
        <source>You get a code to give to them: as a square to be read, as a link, or on paper.</source>
        <translation>Du bekommst einen Code zum Weitergeben: als QR-Code, als Link oder auf Papier.</translation>
    </message>
    <message numerus="yes">
        <source>Good for %n day(s)</source>
        <translation>
            <numerusform>Gültig für %n Tag</numerusform>
            <numerusform>Gültig für %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>How many days it is good for</source>
        <translation>Wie viele Tage sie gültig ist</translation>
    </message>
    <message>
        <source>Ask me first</source>
        <translation>Erst fragen</translation>
    </message>
    <message>
        <source>Whoever brings the code waits until a steward says yes.</source>
        <translation>Wer den Code bringt, wartet, bis ein Betreuer Ja sagt.</translation>
    </message>
    <message>
        <source>Make the invitation</source>
        <translation>Einladung erstellen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Square code of the invitation</source>
        <translation>QR-Code der Einladung</translation>
    </message>
    <message>
        <source>Show this square, send the link, or print a card.</source>
        <translation>Zeig diesen QR-Code, schick den Link oder druck eine Karte.</translation>
    </message>
    <message>
        <source>It lets one person in, until %1. Treat it like a house key: whoever has it can come in.</source>
        <translation>Die Einladung lässt eine Person herein, bis zum %1. Pass gut auf sie auf: Wer sie hat, kann hereinkommen.</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Print a card</source>
        <translation>Karte drucken</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>The same as a code to type:</source>
        <translation>Dasselbe als Code zum Eintippen:</translation>
    </message>
    <message>
        <source>The same, to be typed: %1</source>
        <translation>Dasselbe zum Eintippen: %1</translation>
    </message>
</context>
<context>
    <name>PeoplePerson</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Write a letter</source>
        <translation>Brief schreiben</translation>
    </message>
    <message>
        <source>Remove from the circle</source>
        <translation>Aus dem Kreis entfernen</translation>
    </message>
    <message>
        <source>Propose a change</source>
        <translation>Änderung vorschlagen</translation>
    </message>
    <message>
        <source>Leave this circle</source>
        <translation>Diesen Kreis verlassen</translation>
    </message>
    <message>
        <source>Agree to make them a steward</source>
        <translation>Dem Mitbetreuen zustimmen</translation>
    </message>
    <message>
        <source>Make them a steward</source>
        <translation>Mitbetreuen lassen</translation>
    </message>
    <message>
        <source>Delete what I wrote there</source>
        <translation>Löschen, was ich dort geschrieben habe</translation>
    </message>
    <message>
        <source>Why? Every member can read it.</source>
        <translation>Warum? Alle Mitglieder können es lesen.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>Zustimmen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Propose that they step down</source>
        <translation>Vorschlagen: nicht mehr betreuen</translation>
    </message>
    <message>
        <source>Propose to remove them</source>
        <translation>Vorschlagen: entfernen</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Delete and leave</source>
        <translation>Löschen und verlassen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>PeopleTree</name>
    <message>
        <source>Who invited whom</source>
        <translation>Wer wen eingeladen hat</translation>
    </message>
    <message>
        <source>steward</source>
        <translation>betreut den Kreis</translation>
    </message>
</context>
<context>
    <name>Photo</name>
    <message>
        <source>%1 % is here.</source>
        <translation>%1 % sind da.</translation>
    </message>
    <message>
        <source>It comes as soon as it can be reached.</source>
        <translation>Kommt, sobald es geht.</translation>
    </message>
</context>
<context>
    <name>Post</name>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>More about this post</source>
        <translation>Mehr zu diesem Beitrag</translation>
    </message>
    <message numerus="yes">
        <source>Show all %n answers</source>
        <translation>
            <numerusform>Die Antwort zeigen</numerusform>
            <numerusform>Alle %n Antworten zeigen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PostPage</name>
    <message>
        <source>Back to the search</source>
        <translation>Zurück zur Suche</translation>
    </message>
</context>
<context>
    <name>PostTools</name>
    <message>
        <source>Change the text</source>
        <translation>Text ändern</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>Delete from all computers</source>
        <translation>Von allen Computern löschen</translation>
    </message>
    <message>
        <source>Heart</source>
        <translation>Herz</translation>
    </message>
    <message>
        <source>Laughing</source>
        <translation>Lachen</translation>
    </message>
    <message>
        <source>Surprised</source>
        <translation>Staunen</translation>
    </message>
    <message>
        <source>Sad</source>
        <translation>Traurig</translation>
    </message>
    <message>
        <source>Party</source>
        <translation>Feiern</translation>
    </message>
    <message>
        <source>Thumbs up</source>
        <translation>Daumen hoch</translation>
    </message>
    <message>
        <source>Another sign, or one short word</source>
        <translation>Ein anderes Zeichen oder ein kurzes Wort</translation>
    </message>
    <message>
        <source>Open this page in your browser?</source>
        <translation>Diese Seite in deinem Browser öffnen?</translation>
    </message>
    <message>
        <source>It is no part of your family&apos;s network: whoever runs it can see that somebody came.</source>
        <translation>Sie gehört nicht zum Netz deiner Familie: Wer sie betreibt, kann sehen, dass jemand gekommen ist.</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Hier bleiben</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>Reacted</name>
    <message>
        <source>Take your reaction back</source>
        <translation>Reaktion zurücknehmen</translation>
    </message>
    <message>
        <source>React with a heart</source>
        <translation>Mit einem Herz reagieren</translation>
    </message>
</context>
<context>
    <name>Reactions</name>
    <message>
        <source>React in another way</source>
        <translation>Anders reagieren</translation>
    </message>
</context>
<context>
    <name>SavePlace</name>
    <message>
        <source>Save as</source>
        <translation>Speichern unter</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Search people, posts and letters</source>
        <translation>Leute, Beiträge und Briefe suchen</translation>
    </message>
    <message>
        <source>Empty the field</source>
        <translation>Feld leeren</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Leute</translation>
    </message>
    <message>
        <source>Posts and letters</source>
        <translation>Beiträge und Briefe</translation>
    </message>
    <message>
        <source>Nothing found for “%1”.</source>
        <translation>Nichts gefunden für „%1“.</translation>
    </message>
    <message>
        <source>What are you looking for?</source>
        <translation>Was suchst du?</translation>
    </message>
    <message>
        <source>Try fewer letters, or another word.</source>
        <translation>Versuch es mit weniger Buchstaben oder mit einem anderen Wort.</translation>
    </message>
    <message>
        <source>A name, or a word that somebody wrote. Your letters are searched, too. It all happens on this computer.</source>
        <translation>Einen Namen oder ein Wort, das jemand geschrieben hat. Auch deine Briefe werden durchsucht. Alles geschieht auf diesem Computer.</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>SettingsAbout</name>
    <message>
        <source>About Organic</source>
        <translation>Über Organic</translation>
    </message>
    <message>
        <source>Version %1. Free software under the GPL, version 3 or later: everybody may read how it works, change it and pass it on.</source>
        <translation>Version %1. Freie Software unter der GPL, Version 3 oder neuer: Alle dürfen lesen, wie sie funktioniert, sie ändern und weitergeben.</translation>
    </message>
    <message>
        <source>What is protected</source>
        <translation>Was geschützt ist</translation>
    </message>
    <message>
        <source>What you write goes to the people you chose, and on its way nobody else can read it: no company, no network, not the makers of this program.</source>
        <translation>Was du schreibst, geht an die Menschen, die du ausgesucht hast, und unterwegs kann es sonst niemand lesen: keine Firma, kein Netz und auch nicht, wer dieses Programm gemacht hat.</translation>
    </message>
    <message>
        <source>Nobody comes in without an invitation. Each is good for one person and a few days.</source>
        <translation>Niemand kommt ohne Einladung herein. Jede gilt für eine Person und ein paar Tage.</translation>
    </message>
    <message>
        <source>Whoever was removed can read nothing that is written after the others heard of it.</source>
        <translation>Wer entfernt wurde, kann nichts mehr lesen, was geschrieben wird, nachdem die anderen davon erfahren haben.</translation>
    </message>
    <message>
        <source>What you delete goes from every computer of the circle as soon as it hears of it.</source>
        <translation>Was du löschst, verschwindet von jedem Computer des Kreises, sobald er davon erfährt.</translation>
    </message>
    <message>
        <source>What is not</source>
        <translation>Was nicht</translation>
    </message>
    <message>
        <source>What people received they can keep: a copy, a photo of the screen.</source>
        <translation>Was jemand bekommen hat, lässt sich behalten: als Kopie, als Foto vom Bildschirm.</translation>
    </message>
    <message>
        <source>Whoever watches your network sees that this computer runs Organic, when, and how much it sends.</source>
        <translation>Wer dein Netz beobachtet, sieht, dass auf diesem Computer Organic läuft, wann, und wie viel es sendet.</translation>
    </message>
    <message>
        <source>Malicious programs on your computer, or on that of somebody in your circle, see what you see.</source>
        <translation>Schadprogramme auf deinem Computer, oder auf dem von jemandem aus deinem Kreis, sehen, was du siehst.</translation>
    </message>
    <message>
        <source>A lost computer cannot be replaced yet: your place in a circle is on this one only.</source>
        <translation>Ein verlorener Computer lässt sich noch nicht ersetzen: Deinen Platz in einem Kreis gibt es nur auf diesem hier.</translation>
    </message>
    <message>
        <source>With the work of others</source>
        <translation>Mit der Arbeit von anderen</translation>
    </message>
    <message>
        <source>Typeface: Inter, by The Inter Project Authors (SIL Open Font License). Icons: Lucide (ISC). Window: Qt, by The Qt Company and others (LGPL, version 3). Database: SQLCipher, by Zetetic (BSD). And cryptography, libsodium, Pillow, libheif, PyAV, FFmpeg, zeroconf and ZXing, each under its own free licence.</source>
        <translation>Schrift: Inter, von The Inter Project Authors (SIL Open Font License). Symbole: Lucide (ISC). Fenster: Qt, von The Qt Company und anderen (LGPL, Version 3). Datenbank: SQLCipher, von Zetetic (BSD). Dazu cryptography, libsodium, Pillow, libheif, PyAV, FFmpeg, zeroconf und ZXing, jedes unter seiner eigenen freien Lizenz.</translation>
    </message>
</context>
<context>
    <name>SettingsDesk</name>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>Open invitations with Organic</source>
        <translation>Einladungen mit Organic öffnen</translation>
    </message>
    <message>
        <source>A click on a link is enough then. Organic is also in the list of programs.</source>
        <translation>Dann genügt ein Klick auf einen Link. Organic steht auch in der Liste der Programme.</translation>
    </message>
    <message>
        <source>Keep an icon beside the clock</source>
        <translation>Ein Symbol neben der Uhr behalten</translation>
    </message>
    <message>
        <source>Closing the window leaves the icon there.</source>
        <translation>Wenn du das Fenster schließt, bleibt das Symbol dort.</translation>
    </message>
    <message>
        <source>Start with the computer</source>
        <translation>Mit dem Computer starten</translation>
    </message>
    <message>
        <source>This works on Linux only so far.</source>
        <translation>Das geht bisher nur unter Linux.</translation>
    </message>
    <message>
        <source>Then news comes also while this window is closed. Only the part without a window starts.</source>
        <translation>Dann kommt Neues auch, während dieses Fenster zu ist. Es startet nur der Teil ohne Fenster.</translation>
    </message>
    <message>
        <source>When you close the window, Organic goes on receiving what your people send. Quit it, and this computer is off for them.</source>
        <translation>Wenn du das Fenster schließt, empfängt Organic weiter, was deine Leute schicken. Beendest du Organic, ist dieser Computer für sie aus.</translation>
    </message>
    <message>
        <source>Quit Organic</source>
        <translation>Organic beenden</translation>
    </message>
</context>
<context>
    <name>SettingsDisk</name>
    <message>
        <source>This disk</source>
        <translation>Diese Festplatte</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>Passwort ändern</translation>
    </message>
    <message>
        <source>Set a passphrase</source>
        <translation>Passwort festlegen</translation>
    </message>
    <message>
        <source>Your current passphrase</source>
        <translation>Dein jetziges Passwort</translation>
    </message>
    <message>
        <source>A new passphrase: a few words</source>
        <translation>Ein neues Passwort: ein paar Wörter</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>Noch einmal dasselbe</translation>
    </message>
    <message>
        <source>If you forget it, nobody can open this disk again: not your people, and not the makers of this program. Write it down and keep it where you keep papers.</source>
        <translation>Wenn du es vergisst, kann niemand diese Festplatte wieder aufschließen: nicht deine Leute, und auch nicht, wer dieses Programm gemacht hat. Schreib es auf und bewahre es dort auf, wo du wichtige Papiere hast.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment…</translation>
    </message>
    <message>
        <source>Lock with this</source>
        <translation>Damit abschließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>SettingsKept</name>
    <message>
        <source>What is kept here</source>
        <translation>Was hier aufbewahrt wird</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>How much room pictures and files take, and the limit.</source>
        <translation>Wie viel Platz Bilder und Dateien brauchen, und die Grenze dafür.</translation>
    </message>
    <message>
        <source>Take everything with you</source>
        <translation>Alles mitnehmen</translation>
    </message>
    <message>
        <source>A folder with all you can read here, for any browser.</source>
        <translation>Ein Ordner mit allem, was du hier lesen kannst, für jeden Browser.</translation>
    </message>
</context>
<context>
    <name>SettingsLooks</name>
    <message>
        <source>How it looks</source>
        <translation>Wie es aussieht</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>a percentage</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>A</source>
        <comment>a small letter, at the small end of a scale</comment>
        <translation>A</translation>
    </message>
    <message>
        <source>The cherry tree is in blossom. Come on Sunday, all of you!</source>
        <translation>Der Kirschbaum blüht. Kommt am Sonntag, ihr alle!</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
</context>
<context>
    <name>SettingsMe</name>
    <message>
        <source>Your name and picture</source>
        <translation>Dein Name und dein Bild</translation>
    </message>
    <message>
        <source>Another picture</source>
        <translation>Anderes Bild</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Bild auswählen</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>It is cut to a circle. Only the people in your circles see it.</source>
        <translation>Es wird rund zugeschnitten. Nur die Leute in deinen Kreisen sehen es.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Dein Name</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment…</translation>
    </message>
    <message>
        <source>A picture of you</source>
        <translation>Ein Bild von dir</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>SettingsNotices</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>This computer has no notifications just now, so nothing is shown. What you choose holds when it has some.</source>
        <translation>Dieser Computer hat gerade keine Benachrichtigungen, deshalb wird nichts gezeigt. Was du wählst, gilt, sobald er welche hat.</translation>
    </message>
    <message>
        <source>They say who wrote, never what. While you look at this window, there are none.</source>
        <translation>Sie sagen, wer geschrieben hat, nie was. Solange du dieses Fenster ansiehst, kommen keine.</translation>
    </message>
    <message>
        <source>Letters at once</source>
        <translation>Briefe sofort</translation>
    </message>
    <message>
        <source>They are told with everything else.</source>
        <translation>Sie werden mit allem anderen gemeldet.</translation>
    </message>
    <message>
        <source>Everything else once a day</source>
        <translation>Alles andere einmal am Tag</translation>
    </message>
    <message>
        <source>Requests to come in and votes that wait for you, too.</source>
        <translation>Ebenso, wer hereinkommen möchte, und Abstimmungen, die auf dich warten.</translation>
    </message>
    <message>
        <source>Posts and answers, in one notification, and only if there are any.</source>
        <translation>Beiträge und Antworten, in einer einzigen Benachrichtigung, und nur, wenn es welche gibt.</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Um</translation>
    </message>
    <message>
        <source>When to tell everything else</source>
        <translation>Wann alles andere gemeldet wird</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeit</translation>
    </message>
    <message>
        <source>What comes in them is told when they are over.</source>
        <translation>Was in dieser Zeit kommt, wird gemeldet, wenn sie vorbei ist.</translation>
    </message>
    <message>
        <source>From</source>
        <comment>a time</comment>
        <translation>Von</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Ruhe von</translation>
    </message>
    <message>
        <source>Until</source>
        <comment>a time</comment>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Ruhe bis</translation>
    </message>
</context>
<context>
    <name>SideItem</name>
    <message>
        <source>Something new is here.</source>
        <translation>Hier gibt es etwas Neues.</translation>
    </message>
    <message>
        <source>Waiting for your answer: %1</source>
        <translation>Warten auf deine Antwort: %1</translation>
    </message>
    <message>
        <source>No notifications come from here.</source>
        <translation>Von hier kommen keine Benachrichtigungen.</translation>
    </message>
</context>
<context>
    <name>StatusCard</name>
    <message>
        <source>Look into the connections</source>
        <translation>Verbindungen ansehen</translation>
    </message>
</context>
<context>
    <name>Storage</name>
    <message>
        <source>Back to the settings</source>
        <translation>Zurück zu den Einstellungen</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>Pictures and files on this computer</source>
        <translation>Bilder und Dateien auf diesem Computer</translation>
    </message>
    <message>
        <source>Whose they are</source>
        <translation>Von wem sie sind</translation>
    </message>
    <message>
        <source>How much they may take</source>
        <translation>Wie viel Platz sie brauchen dürfen</translation>
    </message>
    <message>
        <source>When it gets tight, the oldest pictures of others make room, but only where two other computers keep them. Your own always stay.</source>
        <translation>Wenn es eng wird, machen die ältesten Bilder der anderen Platz, aber nur, wenn zwei andere Computer sie aufbewahren. Deine eigenen bleiben immer.</translation>
    </message>
    <message>
        <source>Gigabytes</source>
        <translation>Gigabyte</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Keep pictures in full size, too</source>
        <translation>Auch Bilder in voller Größe aufbewahren</translation>
    </message>
    <message>
        <source>Some people give their pictures in full size. They are fetched like everything else, and take several times the room.</source>
        <translation>Manche geben ihre Bilder in voller Größe weiter. Sie werden geholt wie alles andere und brauchen ein Mehrfaches an Platz.</translation>
    </message>
    <message>
        <source>Not on this computer</source>
        <translation>Nicht auf diesem Computer</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>Toasts</name>
    <message>
        <source>Your post is about to leave.</source>
        <translation>Dein Beitrag geht gleich ab.</translation>
    </message>
    <message>
        <source>Deleted.</source>
        <translation>Gelöscht.</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Picture viewer</source>
        <translation>Bilder ansehen</translation>
    </message>
    <message>
        <source>Picture %1 of %2, by %3</source>
        <translation>Bild %1 von %2, von %3</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Let it stand still</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Let it move</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>Das ganze Bild</translation>
    </message>
    <message>
        <source>In its own size</source>
        <translation>In eigener Größe</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Save this picture</source>
        <translation>Dieses Bild speichern</translation>
    </message>
    <message>
        <source>%1 % is here.</source>
        <translation>%1 % sind da.</translation>
    </message>
    <message>
        <source>It comes as soon as it can be reached.</source>
        <translation>Kommt, sobald es geht.</translation>
    </message>
    <message>
        <source>Fetch it</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>Fetch it in full size (%1)</source>
        <translation>In voller Größe holen (%1)</translation>
    </message>
    <message>
        <source>The picture before</source>
        <translation>Das vorige Bild</translation>
    </message>
    <message>
        <source>The next picture</source>
        <translation>Das nächste Bild</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Good to see you.</source>
        <translation>Schön, dass du da bist.</translation>
    </message>
    <message>
        <source>Everything on this computer is locked. Type your passphrase.</source>
        <translation>Alles auf diesem Computer ist abgeschlossen. Gib dein Passwort ein.</translation>
    </message>
    <message>
        <source>Organic was updated while this window was open.</source>
        <translation>Organic wurde aktualisiert, während dieses Fenster offen war.</translation>
    </message>
    <message>
        <source>Open it anew to go on. Nothing is lost.</source>
        <translation>Öffne es neu, dann geht es weiter. Nichts ist verloren.</translation>
    </message>
    <message>
        <source>Start it anew to go on. Nothing is lost.</source>
        <translation>Starte es neu, dann geht es weiter. Nichts ist verloren.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Aufschließen</translation>
    </message>
    <message>
        <source>Open it anew</source>
        <translation>Neu öffnen</translation>
    </message>
    <message>
        <source>Start it anew</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Organic was updated while it ran.</source>
        <translation>Organic wurde aktualisiert, während es lief.</translation>
    </message>
    <message>
        <source>Organic could not start.</source>
        <translation>Organic konnte nicht starten.</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>A place for your family, and nobody else.</source>
        <translation>Ein Ort für deine Familie, und für niemanden sonst.</translation>
    </message>
    <message>
        <source>Another circle</source>
        <translation>Noch ein Kreis</translation>
    </message>
    <message>
        <source>What should they call you?</source>
        <translation>Wie sollen dich die anderen nennen?</translation>
    </message>
    <message>
        <source>Your invitation</source>
        <translation>Deine Einladung</translation>
    </message>
    <message>
        <source>What is your circle called?</source>
        <translation>Wie heißt dein Kreis?</translation>
    </message>
    <message>
        <source>I have an invitation</source>
        <translation>Ich habe eine Einladung</translation>
    </message>
    <message>
        <source>Start a circle</source>
        <translation>Einen Kreis gründen</translation>
    </message>
    <message>
        <source>The Millers</source>
        <translation>Die Müllers</translation>
    </message>
    <message>
        <source>Paste it, type it, or drop a picture.</source>
        <translation>Füg sie ein, tipp sie ein oder zieh ein Bild hierher.</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Mitmachen</translation>
    </message>
    <message>
        <source>Another code</source>
        <translation>Anderer Code</translation>
    </message>
    <message>
        <source>Name of the circle</source>
        <translation>Name des Kreises</translation>
    </message>
    <message>
        <source>Grandma Rose</source>
        <translation>Oma Rosa</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Dein Name</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Come in</source>
        <translation>Hereinkommen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>albums</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>Picture by %1, %2</source>
        <comment>a person, a time</comment>
        <translation>Bild von %1, %2</translation>
    </message>
</context>
<context>
    <name>arriving</name>
    <message>
        <source>On your way in</source>
        <translation>Auf dem Weg hinein</translation>
    </message>
    <message>
        <source>You did not come in</source>
        <translation>Du bist nicht hineingekommen</translation>
    </message>
    <message>
        <source>On your way into %1</source>
        <translation>Auf dem Weg in den Kreis „%1“</translation>
    </message>
    <message>
        <source>Looking for the computer that invited you…</source>
        <translation>Der Computer, von dem deine Einladung kommt, wird gesucht…</translation>
    </message>
    <message>
        <source>The computer that invited you is off or out of reach. You are in as soon as it is on.</source>
        <translation>Der Computer, von dem deine Einladung kommt, ist aus oder nicht erreichbar. Sobald er an ist, bist du drin.</translation>
    </message>
    <message>
        <source>You have knocked. Somebody there says yes first.</source>
        <translation>Du hast angeklopft. Jetzt muss dort noch jemand Ja sagen.</translation>
    </message>
    <message>
        <source>You were let in. The first posts are coming.</source>
        <translation>Du wurdest hereingelassen. Die ersten Beiträge kommen.</translation>
    </message>
    <message>
        <source>This takes some seconds.</source>
        <translation>Das dauert einige Sekunden.</translation>
    </message>
    <message>
        <source>You need not wait here: it goes on by itself.</source>
        <translation>Du musst hier nicht warten: Es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>Looking for %1&apos;s computer…</source>
        <translation>Der Computer von %1 wird gesucht…</translation>
    </message>
    <message>
        <source>%1&apos;s computer is off or out of reach. You are in as soon as it is on.</source>
        <translation>Der Computer von %1 ist aus oder nicht erreichbar. Sobald er an ist, bist du drin.</translation>
    </message>
    <message>
        <source>It may also be in another network. The invitation is good until %1, and this computer goes on looking by itself, also when this window is closed.</source>
        <translation>Vielleicht ist er auch in einem anderen Netz. Die Einladung gilt bis zum %1, und dieser Computer sucht von selbst weiter, auch wenn dieses Fenster zu ist.</translation>
    </message>
</context>
<context>
    <name>audience</name>
    <message>
        <source>Only %1 can read this.</source>
        <translation>Das können nur %1 lesen.</translation>
    </message>
    <message>
        <source>you</source>
        <comment>at the end of a list of names</comment>
        <translation>du</translation>
    </message>
</context>
<context>
    <name>card</name>
    <message>
        <source>Say what they should call you. A steward then lets you in.</source>
        <translation>Sag, wie dich die anderen nennen sollen. Ein Betreuer lässt dich dann herein.</translation>
    </message>
    <message>
        <source>Treat it like a house key: whoever has this card can come in. If it is lost, tell %1, who can take it back.</source>
        <translation>Pass gut auf diese Karte auf: Wer sie hat, kann hereinkommen. Wenn sie verloren geht, sag %1 Bescheid; dann lässt sie sich zurücknehmen.</translation>
    </message>
    <message>
        <source>The same as a code to type:</source>
        <translation>Dasselbe als Code zum Eintippen:</translation>
    </message>
    <message>
        <source>Open Organic on your computer.</source>
        <translation>Öffne Organic auf deinem Computer.</translation>
    </message>
    <message>
        <source>Say that you have an invitation. Type the code below, or open a photo of the square.</source>
        <translation>Sag, dass du eine Einladung hast. Tippe den Code von unten ein oder öffne ein Foto des QR-Codes.</translation>
    </message>
    <message>
        <source>You are invited to</source>
        <translation>Du bist eingeladen in den Kreis</translation>
    </message>
    <message>
        <source>Say what they should call you, and come in.</source>
        <translation>Sag, wie dich die anderen nennen sollen, und komm herein.</translation>
    </message>
    <message>
        <source>%1 invites you.</source>
        <translation>%1 lädt dich ein.</translation>
    </message>
    <message>
        <source>This card lets one person in, until %1.</source>
        <translation>Diese Karte lässt eine Person herein, bis zum %1.</translation>
    </message>
</context>
<context>
    <name>composer</name>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message>
        <source>This picture cannot be pasted. Save it to a file, and add that.</source>
        <translation>Dieses Bild lässt sich nicht einfügen. Speichere es als Datei und füge die hinzu.</translation>
    </message>
    <message>
        <source>Everybody in %1 sees this: %2.</source>
        <translation>Alle in „%1“ sehen das: %2.</translation>
    </message>
    <message>
        <source>Choose who sees it.</source>
        <translation>Wähle, wer es sieht.</translation>
    </message>
    <message>
        <source>Only %1 see this.</source>
        <translation>Das sehen nur %1.</translation>
    </message>
    <message>
        <source>Everybody in %1 sees this.</source>
        <translation>Alle in „%1“ sehen das.</translation>
    </message>
    <message numerus="yes">
        <source>%n people and you</source>
        <translation>
            <numerusform>%n Person und du</numerusform>
            <numerusform>%n Leute und du</numerusform>
        </translation>
    </message>
    <message>
        <source>one other person and you</source>
        <translation>eine andere Person und du</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet…</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Noch niemand</translation>
    </message>
    <message>
        <source>Goes to %1 in %2.</source>
        <comment>people or a circle, a number of seconds</comment>
        <translation>Geht in %2 an %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody of those you chose is here any more. Choose who sees it.</source>
        <translation>Von denen, die du ausgesucht hast, ist niemand mehr hier. Wähle, wer es sieht.</translation>
    </message>
    <message>
        <source>Getting your pictures ready: %1 of %2</source>
        <translation>Deine Bilder werden vorbereitet: %1 von %2</translation>
    </message>
</context>
<context>
    <name>desk</name>
    <message>
        <source>The desktop could not be told: %1.</source>
        <translation>Das ließ sich auf diesem Computer nicht einstellen: %1.</translation>
    </message>
</context>
<context>
    <name>disk</name>
    <message>
        <source>What is on this disk is locked, and your computer&apos;s own keyring opens it when you log in. A thief who cannot log in as you can read nothing.</source>
        <translation>Was auf dieser Festplatte liegt, ist abgeschlossen, und der Schlüsselbund deines Computers schließt es auf, wenn du dich anmeldest. Ein Dieb, der sich nicht als du anmelden kann, kann nichts lesen.</translation>
    </message>
    <message>
        <source>What is on this disk is locked, and only your passphrase opens it. Organic asks for it at its start.</source>
        <translation>Was auf dieser Festplatte liegt, ist abgeschlossen, und nur dein Passwort schließt es auf. Organic fragt beim Start danach.</translation>
    </message>
    <message>
        <source>This disk is not locked: this computer has no keyring, so whoever takes the disk can read what is on it. A passphrase locks it.</source>
        <translation>Diese Festplatte ist nicht abgeschlossen: Dieser Computer hat keinen Schlüsselbund, also kann jeder, der die Festplatte mitnimmt, lesen, was darauf ist. Ein Passwort schließt sie ab.</translation>
    </message>
    <message>
        <source>Too short: at least eight letters.</source>
        <translation>Zu kurz: mindestens acht Buchstaben.</translation>
    </message>
    <message>
        <source>Easy to guess. Take several words that have nothing to do with each other.</source>
        <translation>Leicht zu erraten. Nimm mehrere Wörter, die nichts miteinander zu tun haben.</translation>
    </message>
    <message>
        <source>Hard to guess. One more word makes it very hard.</source>
        <translation>Schwer zu erraten. Ein Wort mehr macht es sehr schwer.</translation>
    </message>
    <message>
        <source>Very hard to guess.</source>
        <translation>Sehr schwer zu erraten.</translation>
    </message>
    <message>
        <source>Done. Organic asks for it whenever it starts on this computer.</source>
        <translation>Fertig. Organic fragt jedes Mal danach, wenn es auf diesem Computer startet.</translation>
    </message>
    <message>
        <source>The two are not the same. Please type them once more.</source>
        <translation>Die beiden sind nicht gleich. Bitte tippe sie noch einmal ein.</translation>
    </message>
</context>
<context>
    <name>doctor</name>
    <message>
        <source>Not all</source>
        <translation>Nicht alle</translation>
    </message>
    <message>
        <source>This computer is in a network</source>
        <translation>Dieser Computer ist in einem Netz</translation>
    </message>
    <message>
        <source>No VPN is in the way</source>
        <translation>Kein VPN ist im Weg</translation>
    </message>
    <message>
        <source>This computer hears what it says itself</source>
        <translation>Dieser Computer hört, was er selbst sagt</translation>
    </message>
    <message>
        <source>Other computers are heard</source>
        <translation>Andere Computer sind zu hören</translation>
    </message>
    <message>
        <source>Others can come to this computer</source>
        <translation>Andere kommen zu diesem Computer durch</translation>
    </message>
    <message>
        <source>The clocks agree</source>
        <translation>Die Uhren stimmen überein</translation>
    </message>
    <message>
        <source>All have the same Organic</source>
        <translation>Alle haben dasselbe Organic</translation>
    </message>
    <message>
        <source>Everybody is reached</source>
        <translation>Alle sind erreicht</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Cannot be told</source>
        <translation>Lässt sich nicht sagen</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>erreicht</translation>
    </message>
    <message>
        <source>a program answers that does not know us</source>
        <translation>ein Programm antwortet, das uns nicht kennt</translation>
    </message>
    <message>
        <source>connection refused: nothing listens there</source>
        <translation>Verbindung abgelehnt: dort wartet kein Programm</translation>
    </message>
    <message>
        <source>prohibited by a firewall</source>
        <translation>von einer Firewall verboten</translation>
    </message>
    <message>
        <source>no answer: dropped by a firewall, or nobody there</source>
        <translation>keine Antwort: von einer Firewall verworfen, oder niemand da</translation>
    </message>
    <message>
        <source>no such computer in this network (ARP unanswered)</source>
        <translation>kein solcher Computer in diesem Netz (ARP ohne Antwort)</translation>
    </message>
    <message>
        <source>Finding each other: mDNS, multicast to 224.0.0.251 and ff02::fb, UDP port 5353</source>
        <translation>Einander finden: mDNS, Multicast an 224.0.0.251 und ff02::fb, UDP-Port 5353</translation>
    </message>
    <message>
        <source>This computer: %1; TCP port %2</source>
        <translation>Dieser Computer: %1; TCP-Port %2</translation>
    </message>
    <message>
        <source>Tried %1 for %2: %3</source>
        <translation>Probiert: %1, für %2: %3</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>keine Adresse</translation>
    </message>
    <message>
        <source>whoever invited you</source>
        <translation>wer dich eingeladen hat</translation>
    </message>
    <message>
        <source>not met yet</source>
        <translation>noch nie erreicht</translation>
    </message>
    <message>
        <source>At its end, behind a colon, stands a number: 192.168.1.20:41234.</source>
        <translation>Am Ende steht, hinter einem Doppelpunkt, eine Zahl: 192.168.1.20:41234.</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>on, but not reached</source>
        <translation>an, aber nicht erreicht</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Tested %1.</source>
        <comment>a time in words</comment>
        <translation>Geprüft: %1.</translation>
    </message>
    <message>
        <source>Before the colon stand four numbers with dots: 192.168.1.20:41234.</source>
        <translation>Vor dem Doppelpunkt stehen vier Zahlen mit Punkten: 192.168.1.20:41234.</translation>
    </message>
    <message>
        <source>The number behind the colon lies between %1 and %2.</source>
        <translation>Die Zahl hinter dem Doppelpunkt liegt zwischen %1 und %2.</translation>
    </message>
    <message>
        <source>Looking at your connections…</source>
        <translation>Deine Verbindungen werden angesehen…</translation>
    </message>
    <message>
        <source>met %1</source>
        <comment>a time in words</comment>
        <translation>zuletzt erreicht: %1</translation>
    </message>
    <message>
        <source>The computer that lets you in answered.</source>
        <translation>Der Computer, der dich hereinlässt, hat geantwortet.</translation>
    </message>
    <message>
        <source>%1&apos;s computer answered. You are connected.</source>
        <translation>Der Computer von %1 hat geantwortet. Ihr seid verbunden.</translation>
    </message>
    <message>
        <source>Nobody you know answers there. Is Organic open on that computer, and the address right?</source>
        <translation>Dort antwortet niemand, den du kennst. Ist Organic auf dem anderen Computer offen, und stimmt die Adresse?</translation>
    </message>
    <message>
        <source>Have the computer set its date and time by itself.</source>
        <translation>Lass den Computer Datum und Uhrzeit selbst einstellen.</translation>
    </message>
    <message numerus="yes">
        <source>The computers of %n people</source>
        <translation>
            <numerusform>Der Computer von %n Person</numerusform>
            <numerusform>Die Computer von %n Leuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>A VPN may be in the way.</source>
        <translation>Vielleicht ist ein VPN im Weg.</translation>
    </message>
    <message>
        <source>It leads away what this computer sends, also to computers near you.</source>
        <translation>Es leitet weg, was dieser Computer sendet, auch zu Computern in deiner Nähe.</translation>
    </message>
    <message>
        <source>Something on this computer holds back what others send.</source>
        <translation>Etwas auf diesem Computer hält auf, was andere senden.</translation>
    </message>
    <message>
        <source>A firewall, or a program against viruses, lets nothing in.</source>
        <translation>Eine Firewall oder ein Virenschutz lässt nichts herein.</translation>
    </message>
    <message>
        <source>Open the settings of the firewall, or of the program against viruses.</source>
        <translation>Öffne die Einstellungen der Firewall oder des Virenschutzes.</translation>
    </message>
    <message>
        <source>On Windows, say that this network is a private one.</source>
        <translation>Unter Windows: Gib an, dass dieses Netz ein privates ist.</translation>
    </message>
    <message>
        <source>Two clocks do not agree.</source>
        <translation>Zwei Uhren stimmen nicht überein.</translation>
    </message>
    <message>
        <source>The two do not understand each other until both have the same one. Nothing is lost.</source>
        <translation>Die beiden verstehen einander erst wieder, wenn beide dasselbe haben. Nichts ist verloren.</translation>
    </message>
    <message>
        <source>The computer that let you in is not on just now.</source>
        <translation>Der Computer, der dich hereingelassen hat, ist gerade nicht an.</translation>
    </message>
    <message>
        <source>Or it is elsewhere. What you write waits and is sent by itself when you are in one network.</source>
        <translation>Oder anderswo. Was du schreibst, wartet und wird von selbst gesendet, sobald ihr in einem Netz seid.</translation>
    </message>
    <message>
        <source>The other computer</source>
        <translation>Der andere Computer</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Switch the VPN off, or allow it to reach the local network.</source>
        <translation>Schalte das VPN aus, oder erlaube ihm den Zugang zum lokalen Netz.</translation>
    </message>
    <message>
        <source>Then test again.</source>
        <translation>Prüfe dann noch einmal.</translation>
    </message>
    <message>
        <source>Others cannot come to this computer.</source>
        <translation>Andere kommen zu diesem Computer nicht durch.</translation>
    </message>
    <message>
        <source>It goes to them by itself, so all is well, unless they have the same trouble.</source>
        <translation>Er geht von selbst zu ihnen. So ist alles gut, außer sie haben dasselbe Problem.</translation>
    </message>
    <message>
        <source>A firewall may be in the way.</source>
        <translation>Vielleicht ist eine Firewall im Weg.</translation>
    </message>
    <message>
        <source>Allow Organic to be reached from your own network (port %1).</source>
        <translation>Erlaube, dass Organic aus deinem eigenen Netz erreicht wird (Port %1).</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong.</source>
        <translation>Die Uhr dieses Computers geht falsch.</translation>
    </message>
    <message>
        <source>%1 and this one are %2 apart. Computers with wrong clocks do not find each other.</source>
        <translation>%1 und dieser hier liegen %2 auseinander. Computer, deren Uhr falsch geht, finden einander nicht.</translation>
    </message>
    <message>
        <source>Look at the date and time on both.</source>
        <translation>Sieh dir auf beiden Datum und Uhrzeit an.</translation>
    </message>
    <message>
        <source>%1 has a newer Organic.</source>
        <comment>Ann&apos;s computer</comment>
        <translation>%1: Dort läuft ein neueres Organic.</translation>
    </message>
    <message>
        <source>%1 have a newer Organic.</source>
        <comment>several computers</comment>
        <translation>%1: Dort läuft ein neueres Organic.</translation>
    </message>
    <message>
        <source>Ask for it to be switched on, and for Organic to be opened there.</source>
        <translation>Bitte darum, dass der Computer dort eingeschaltet und Organic geöffnet wird.</translation>
    </message>
    <message>
        <source>See that both are in the same network: the same Wi-Fi, the same home.</source>
        <translation>Achte darauf, dass beide im selben Netz sind: dasselbe WLAN, dasselbe Zuhause.</translation>
    </message>
    <message>
        <source>%1&apos;s computer</source>
        <translation>Der Computer von %1</translation>
    </message>
    <message>
        <source>The computers of %1</source>
        <translation>Die Computer von %1</translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>Alles funktioniert.</translation>
    </message>
    <message>
        <source>The computers of all your people are connected with this one.</source>
        <translation>Die Computer aller deiner Leute sind mit diesem verbunden.</translation>
    </message>
    <message>
        <source>There is nobody to reach yet.</source>
        <translation>Es gibt noch niemanden zu erreichen.</translation>
    </message>
    <message>
        <source>You are the only one in your circles so far.</source>
        <translation>Bisher bist nur du in deinen Kreisen.</translation>
    </message>
    <message>
        <source>This computer is not connected.</source>
        <translation>Dieser Computer ist nicht verbunden.</translation>
    </message>
    <message>
        <source>It has no Wi-Fi and no cable now. What you write waits and is sent by itself.</source>
        <translation>Er hat gerade kein WLAN und kein Kabel. Was du schreibst, wartet und wird von selbst gesendet.</translation>
    </message>
    <message>
        <source>Both computers hold back what the other one sends. It is enough if one of them lets the other in.</source>
        <translation>Beide Computer halten auf, was der andere sendet. Es genügt, wenn einer von beiden den anderen hereinlässt.</translation>
    </message>
    <message>
        <source>Those whose address is known are reached all the same. For others, do this once.</source>
        <translation>Wessen Adresse bekannt ist, wird trotzdem erreicht. Für die anderen mach einmal dies.</translation>
    </message>
    <message>
        <source>A VPN takes away what is meant for your home.</source>
        <translation>Ein VPN nimmt weg, was für dein Zuhause bestimmt ist.</translation>
    </message>
    <message>
        <source>A VPN is probably in the way.</source>
        <translation>Wahrscheinlich ist ein VPN im Weg.</translation>
    </message>
    <message>
        <source>%1 has a wrong clock.</source>
        <comment>Ann&apos;s computer</comment>
        <translation>%1: Dort geht die Uhr falsch.</translation>
    </message>
    <message>
        <source>%1 have wrong clocks.</source>
        <comment>several computers</comment>
        <translation>%1: Dort gehen die Uhren falsch.</translation>
    </message>
    <message>
        <source>Computers with wrong clocks do not find each other.</source>
        <translation>Computer mit falschen Uhren finden einander nicht.</translation>
    </message>
    <message>
        <source>%1 has an older Organic.</source>
        <comment>Ann&apos;s computer</comment>
        <translation>%1: Dort läuft ein älteres Organic.</translation>
    </message>
    <message>
        <source>%1 have an older Organic.</source>
        <comment>several computers</comment>
        <translation>%1: Dort läuft ein älteres Organic.</translation>
    </message>
    <message>
        <source>A computer near you has a newer Organic.</source>
        <translation>Ein Computer in deiner Nähe hat ein neueres Organic.</translation>
    </message>
    <message>
        <source>A computer near you has an older Organic.</source>
        <translation>Ein Computer in deiner Nähe hat ein älteres Organic.</translation>
    </message>
    <message>
        <source>Bring Organic up to date on this computer.</source>
        <translation>Bring Organic auf diesem Computer auf den neuesten Stand.</translation>
    </message>
    <message>
        <source>Bring Organic up to date on the other computer.</source>
        <translation>Bring Organic auf dem anderen Computer auf den neuesten Stand.</translation>
    </message>
    <message>
        <source>%1 is not on just now.</source>
        <comment>Ann&apos;s computer</comment>
        <translation>%1 ist gerade nicht an.</translation>
    </message>
    <message>
        <source>%1 are not on just now.</source>
        <comment>several computers</comment>
        <translation>%1 sind gerade nicht an.</translation>
    </message>
    <message>
        <source>Invite somebody, on the page “People”.</source>
        <translation>Lade jemanden ein, auf der Seite „Leute“.</translation>
    </message>
    <message>
        <source>Switch Wi-Fi on, or plug the cable in.</source>
        <translation>Schalte das WLAN ein oder steck das Kabel ein.</translation>
    </message>
    <message>
        <source>Choose the network that the computers of your people are in.</source>
        <translation>Wähle das Netz, in dem die Computer deiner Leute sind.</translation>
    </message>
    <message>
        <source>%1 is on, but the two cannot meet.</source>
        <comment>Ann&apos;s computer</comment>
        <translation>%1: an, aber von hier nicht zu erreichen.</translation>
    </message>
    <message>
        <source>%1 are on, but cannot meet this one.</source>
        <comment>several computers</comment>
        <translation>%1: an, aber von hier nicht zu erreichen.</translation>
    </message>
    <message>
        <source>This network keeps its computers apart.</source>
        <translation>Dieses Netz hält seine Computer voneinander fern.</translation>
    </message>
    <message>
        <source>This network may keep its computers apart.</source>
        <translation>Vielleicht hält dieses Netz seine Computer voneinander fern.</translation>
    </message>
    <message>
        <source>Networks for guests often do that. Then nobody is reached who is on.</source>
        <translation>Netze für Gäste tun das oft. Dann ist niemand zu erreichen, auch wer an ist.</translation>
    </message>
    <message>
        <source>Take the Wi-Fi of the home instead of the one for guests, on both computers.</source>
        <translation>Nimm auf beiden Computern das normale WLAN statt das für Gäste.</translation>
    </message>
    <message>
        <source>If there is only this one, connect both with a cable, or through a phone.</source>
        <translation>Wenn es nur dieses gibt, verbinde beide mit einem Kabel oder über ein Handy.</translation>
    </message>
    <message>
        <source>This network does not let computers find each other.</source>
        <translation>Dieses Netz lässt Computer einander nicht finden.</translation>
    </message>
    <message>
        <source>This network may not let computers find each other.</source>
        <translation>Vielleicht lässt dieses Netz Computer einander nicht finden.</translation>
    </message>
    <message>
        <source>Open this page on the other computer, and read its address there.</source>
        <translation>Öffne diese Seite auf dem anderen Computer und lies dort seine Adresse ab.</translation>
    </message>
    <message>
        <source>Enter it below. It is remembered from then on.</source>
        <translation>Gib sie unten ein. Von da an ist sie bekannt.</translation>
    </message>
    <message>
        <source>It is %1 behind those of the others.</source>
        <translation>Sie geht %1 nach, verglichen mit denen der anderen.</translation>
    </message>
    <message>
        <source>It is %1 ahead of those of the others.</source>
        <translation>Sie geht %1 vor, verglichen mit denen der anderen.</translation>
    </message>
    <message>
        <source>Ask for them to be set: %1.</source>
        <comment>several computers</comment>
        <translation>%1: Bitte darum, dass die Uhren dort gestellt werden.</translation>
    </message>
    <message>
        <source>%1 are on, but here they are not let through to this one.</source>
        <comment>several computers</comment>
        <translation>%1: an, aber dieses Netz lässt euch nicht zueinander.</translation>
    </message>
    <message>
        <source>It is %1 ahead of yours. Computers with wrong clocks do not find each other.</source>
        <translation>Sie geht %1 vor, verglichen mit deiner. Computer, deren Uhr falsch geht, finden einander nicht.</translation>
    </message>
    <message>
        <source>It is %1 behind yours. Computers with wrong clocks do not find each other.</source>
        <translation>Sie geht %1 nach, verglichen mit deiner. Computer, deren Uhr falsch geht, finden einander nicht.</translation>
    </message>
    <message>
        <source>Ask for it to be set: %1.</source>
        <comment>Ann&apos;s computer</comment>
        <translation>%1: Bitte darum, dass die Uhr dort gestellt wird.</translation>
    </message>
    <message>
        <source>%1 is on, but here the two are not let through to each other.</source>
        <comment>Ann&apos;s computer</comment>
        <translation>%1: an, aber dieses Netz lässt euch nicht zueinander.</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>It stopped without a word.</source>
        <translation>Es hat ohne ein Wort aufgehört.</translation>
    </message>
    <message>
        <source>It stopped by a mistake of its own. Its last words are in %1.</source>
        <translation>Es hat wegen eines eigenen Fehlers aufgehört. Seine letzten Worte stehen in %1.</translation>
    </message>
    <message>
        <source>It does not answer.</source>
        <translation>Es antwortet nicht.</translation>
    </message>
    <message>
        <source>The other version does not end.</source>
        <translation>Die andere Version hört nicht auf.</translation>
    </message>
</context>
<context>
    <name>export</name>
    <message>
        <source>Collecting everything…</source>
        <translation>Alles wird gesammelt…</translation>
    </message>
    <message>
        <source>%1 of %2 posts and letters</source>
        <translation>%1 von %2 Beiträgen und Briefen</translation>
    </message>
    <message numerus="yes">
        <source>%n post(s) and letter(s)</source>
        <translation>
            <numerusform>%n Beitrag oder Brief</numerusform>
            <numerusform>%n Beiträge und Briefe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) and file(s)</source>
        <translation>
            <numerusform>%n Bild oder Datei</numerusform>
            <numerusform>%n Bilder und Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>It was interrupted. Nothing of it is left; please start it again.</source>
        <translation>Es wurde unterbrochen. Nichts davon ist übrig; bitte fang noch einmal an.</translation>
    </message>
    <message numerus="yes">
        <source>%n of them not on this computer: the pages say who has it</source>
        <translation>
            <numerusform>%n davon nicht auf diesem Computer: auf den Seiten steht, wer es hat</numerusform>
            <numerusform>%n davon nicht auf diesem Computer: auf den Seiten steht, wer sie hat</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>files</name>
    <message>
        <source>Film</source>
        <translation>Film</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Picture file</source>
        <translation>Bilddatei</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
</context>
<context>
    <name>home</name>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>This address could not be opened.</source>
        <translation>Diese Adresse ließ sich nicht öffnen.</translation>
    </message>
</context>
<context>
    <name>letters</name>
    <message>
        <source>%1 Your letter to %2 waits where you wrote it.</source>
        <comment>why it was not sent; names</comment>
        <translation>%1 Dein Brief an %2 wartet dort, wo du ihn geschrieben hast.</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>muted</source>
        <comment>a conversation</comment>
        <translation>stumm</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>You: %1</source>
        <comment>what you wrote last</comment>
        <translation>Du: %1</translation>
    </message>
    <message>
        <source>Choose one or several people.</source>
        <translation>Wähle eine Person oder mehrere.</translation>
    </message>
</context>
<context>
    <name>muting</name>
    <message>
        <source>No notifications come from here any more. Everything still arrives.</source>
        <translation>Von hier kommen keine Benachrichtigungen mehr. Alles kommt trotzdem an.</translation>
    </message>
    <message>
        <source>Notifications come from here again.</source>
        <translation>Von hier kommen wieder Benachrichtigungen.</translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message>
        <source>A letter from %1</source>
        <comment>a name, or several</comment>
        <translation>Ein Brief von %1</translation>
    </message>
    <message>
        <source>It is waiting for you in Organic.</source>
        <translation>Er wartet in Organic auf dich.</translation>
    </message>
    <message>
        <source>News from your people</source>
        <translation>Neues von deinen Leuten</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>names of people, the name of a circle</comment>
        <translation>%1 in „%2“</translation>
    </message>
    <message>
        <source>%1 and others</source>
        <comment>a list of names</comment>
        <translation>%1 und andere</translation>
    </message>
    <message>
        <source>Somebody asks to come into %1</source>
        <comment>the name of a circle</comment>
        <translation>Jemand möchte in den Kreis „%1“</translation>
    </message>
    <message>
        <source>A vote in %1 waits for you</source>
        <comment>the name of a circle</comment>
        <translation>Im Kreis „%1“ wartet eine Abstimmung auf dich</translation>
    </message>
    <message>
        <source>You can answer in Organic.</source>
        <translation>Du kannst in Organic antworten.</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>%1, %2</source>
        <comment>a day of the week, a date</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <comment>a date: day, month by name, year</comment>
        <translation>%1. %2 %3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a month by name, a year</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a date, a time of day</comment>
        <translation>%1, %2 Uhr</translation>
    </message>
    <message>
        <source>%1, part %2</source>
        <comment>a month, a number</comment>
        <translation>%1, Teil %2</translation>
    </message>
    <message>
        <source>What %1 keeps</source>
        <comment>a name: the title of all pages</comment>
        <translation>Was %1 aufhebt</translation>
    </message>
    <message>
        <source>Everything that was on this computer on %1.</source>
        <comment>a date</comment>
        <translation>Alles, was am %1 auf diesem Computer war.</translation>
    </message>
    <message>
        <source>This folder is not locked: whoever has it can read it.</source>
        <translation>Dieser Ordner ist nicht verschlossen: Wer ihn hat, kann ihn lesen.</translation>
    </message>
    <message>
        <source>Pages for reading, and the same in JSON for programs; README.txt says more.</source>
        <translation>Seiten zum Lesen, und dasselbe als JSON für Programme; mehr steht in README.txt.</translation>
    </message>
    <message>
        <source>Pictures and files that were not on this computer: %1.</source>
        <comment>a number</comment>
        <translation>Bilder und Dateien, die nicht auf diesem Computer waren: %1.</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>Kreise</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Briefe</translation>
    </message>
    <message>
        <source>Letters with %1</source>
        <comment>names</comment>
        <translation>Briefe mit %1</translation>
    </message>
    <message>
        <source>myself</source>
        <comment>letters with</comment>
        <translation>mir selbst</translation>
    </message>
    <message>
        <source>All circles and letters</source>
        <translation>Alle Kreise und Briefe</translation>
    </message>
    <message>
        <source>Earlier: %1</source>
        <comment>a year or a month</comment>
        <translation>Früher: %1</translation>
    </message>
    <message>
        <source>Later: %1</source>
        <comment>a year or a month</comment>
        <translation>Später: %1</translation>
    </message>
    <message>
        <source>Nothing was written here.</source>
        <translation>Hier wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>changed</source>
        <comment>a post</comment>
        <translation>geändert</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Leute</translation>
    </message>
    <message>
        <source>Who invited whom</source>
        <translation>Wer wen eingeladen hat</translation>
    </message>
    <message>
        <source>Who was here before</source>
        <translation>Wer früher hier war</translation>
    </message>
    <message>
        <source>Steward</source>
        <translation>Betreut den Kreis</translation>
    </message>
    <message>
        <source>Steward since %1</source>
        <comment>a date</comment>
        <translation>Betreut den Kreis, dabei seit dem %1</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>Member since %1</source>
        <comment>a date</comment>
        <translation>Mitglied seit dem %1</translation>
    </message>
    <message>
        <source>Left</source>
        <comment>somebody who is here no longer</comment>
        <translation>Gegangen</translation>
    </message>
    <message>
        <source>Removed by %1</source>
        <translation>Entfernt von %1</translation>
    </message>
    <message>
        <source>Removed by %1: %2</source>
        <comment>a name, a reason</comment>
        <translation>Entfernt von %1: %2</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>jemand</translation>
    </message>
    <message>
        <source>somebody who left</source>
        <translation>jemand, der gegangen ist</translation>
    </message>
    <message>
        <source>Picture %1 by %2</source>
        <comment>a number, a name</comment>
        <translation>Bild %1 von %2</translation>
    </message>
    <message>
        <source>This picture could not be opened: it is damaged.</source>
        <translation>Dieses Bild konnte nicht geöffnet werden: Es ist beschädigt.</translation>
    </message>
    <message>
        <source>This picture was on no computer that is known.</source>
        <translation>Dieses Bild war auf keinem Computer, der bekannt ist.</translation>
    </message>
    <message>
        <source>This picture was not on this computer, but on that of %1.</source>
        <comment>names</comment>
        <translation>Dieses Bild war nicht auf diesem Computer, sondern auf dem von %1.</translation>
    </message>
    <message>
        <source>This file could not be opened: it is damaged.</source>
        <translation>Diese Datei konnte nicht geöffnet werden: Sie ist beschädigt.</translation>
    </message>
    <message>
        <source>This file was on no computer that is known.</source>
        <translation>Diese Datei war auf keinem Computer, der bekannt ist.</translation>
    </message>
    <message>
        <source>This file was not on this computer, but on that of %1.</source>
        <comment>names</comment>
        <translation>Diese Datei war nicht auf diesem Computer, sondern auf dem von %1.</translation>
    </message>
    <message>
        <source>is in %1</source>
        <comment>a file, a folder</comment>
        <translation>liegt in %1</translation>
    </message>
    <message>
        <source>Somebody who was removed may have been able to read this.</source>
        <translation>Jemand, der entfernt wurde, konnte das vielleicht lesen.</translation>
    </message>
    <message>
        <source>Written by somebody who was being removed at that time.</source>
        <translation>Geschrieben von jemandem, der zu der Zeit gerade entfernt wurde.</translation>
    </message>
    <message numerus="yes">
        <source>%n post(s)</source>
        <translation>
            <numerusform>%n Beitrag</numerusform>
            <numerusform>%n Beiträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>%n Brief</numerusform>
            <numerusform>%n Briefe</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>The link is copied. Send it to one person only.</source>
        <translation>Der Link ist kopiert. Schick ihn nur an eine Person.</translation>
    </message>
    <message>
        <source>founded this circle</source>
        <translation>hat diesen Kreis gegründet</translation>
    </message>
    <message>
        <source>steward</source>
        <translation>betreut den Kreis</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit dem %1</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>The invitation is taken back. It lets nobody in any more.</source>
        <translation>Die Einladung ist zurückgenommen. Sie lässt niemanden mehr herein.</translation>
    </message>
    <message>
        <source>No printer is set up on this computer. Save the page as a PDF instead.</source>
        <translation>Auf diesem Computer ist kein Drucker eingerichtet. Speichere die Seite stattdessen als PDF.</translation>
    </message>
    <message>
        <source>Used by %1</source>
        <translation>Benutzt von %1</translation>
    </message>
    <message>
        <source>Expired on %1</source>
        <translation>Abgelaufen am %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>a steward is asked first</source>
        <translation>erst wird ein Betreuer gefragt</translation>
    </message>
    <message>
        <source>invited by %1 · asked %2</source>
        <translation>eingeladen von %1 · Anfrage: %2</translation>
    </message>
    <message>
        <source>Open until %1</source>
        <translation>Offen bis zum %1</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
    <message>
        <source>Print the invitation</source>
        <translation>Einladung drucken</translation>
    </message>
    <message>
        <source>The page could not be saved: %1.</source>
        <translation>Die Seite ließ sich nicht speichern: %1.</translation>
    </message>
    <message>
        <source>The page is on its way to the printer.</source>
        <translation>Die Seite ist auf dem Weg zum Drucker.</translation>
    </message>
    <message>
        <source>The printer did not take the page. Save it as a PDF instead.</source>
        <translation>Der Drucker hat die Seite nicht angenommen. Speichere sie stattdessen als PDF.</translation>
    </message>
    <message>
        <source>one computer</source>
        <translation>ein Computer</translation>
    </message>
    <message numerus="yes">
        <source>%n computer(s)</source>
        <translation>
            <numerusform>%n Computer</numerusform>
            <numerusform>%n Computer</numerusform>
        </translation>
    </message>
    <message>
        <source>left</source>
        <translation>hat den Kreis verlassen</translation>
    </message>
    <message>
        <source>Somebody asks to come into %1</source>
        <translation>Jemand möchte in den Kreis „%1“</translation>
    </message>
    <message>
        <source>A vote in %1 waits for you</source>
        <translation>Im Kreis „%1“ wartet eine Abstimmung auf dich</translation>
    </message>
    <message>
        <source>Please choose a place on this computer.</source>
        <translation>Bitte wähle einen Ort auf diesem Computer.</translation>
    </message>
    <message>
        <source>“%1” is there already. Please choose another name.</source>
        <translation>„%1“ gibt es dort schon. Bitte wähle einen anderen Namen.</translation>
    </message>
    <message>
        <source>%1 proposes to make %2 a steward.</source>
        <translation>%1 schlägt vor, dass %2 den Kreis mitbetreut.</translation>
    </message>
    <message>
        <source>%1 proposes that %2 is a steward no longer.</source>
        <translation>%1 schlägt vor, dass %2 den Kreis nicht mehr betreut.</translation>
    </message>
    <message>
        <source>%1 proposes to remove %2 from the circle.</source>
        <translation>%1 schlägt vor, %2 aus dem Kreis zu entfernen.</translation>
    </message>
    <message>
        <source>%1 proposes to change the house rules.</source>
        <translation>%1 schlägt vor, die Hausregeln zu ändern.</translation>
    </message>
    <message numerus="yes">
        <source>It takes %n more.</source>
        <comment>stewards who agree</comment>
        <translation>
            <numerusform>Noch %n Stimme fehlt.</numerusform>
            <numerusform>Noch %n Stimmen fehlen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only a majority of the stewards decides about a steward.</source>
        <translation>Über einen Betreuer entscheidet nur die Mehrheit der Betreuer.</translation>
    </message>
    <message numerus="yes">
        <source>It takes %n other steward(s) to agree.</source>
        <translation>
            <numerusform>Noch %n anderer Betreuer muss zustimmen.</numerusform>
            <numerusform>Noch %n andere Betreuer müssen zustimmen.</numerusform>
        </translation>
    </message>
    <message>
        <source>All members can read your reason.</source>
        <translation>Alle Mitglieder können deinen Grund lesen.</translation>
    </message>
    <message>
        <source>Everything you wrote there is deleted from all computers, from each as soon as it is reached.</source>
        <translation>Alles, was du dort geschrieben hast, wird von allen Computern gelöscht, von jedem, sobald er erreicht wird.</translation>
    </message>
    <message>
        <source>invited by %1</source>
        <translation>eingeladen von %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>invited by Ann, 3 May 2026</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>being removed</source>
        <translation>wird gerade entfernt</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>dieser Computer</translation>
    </message>
    <message>
        <source>not met yet</source>
        <translation>noch nie erreicht</translation>
    </message>
    <message>
        <source>last met %1</source>
        <translation>zuletzt erreicht: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n steward(s)</source>
        <translation>
            <numerusform>%n Betreuer</numerusform>
            <numerusform>%n Betreuer</numerusform>
        </translation>
    </message>
    <message>
        <source>somebody who left</source>
        <translation>jemand von früher</translation>
    </message>
    <message>
        <source>Steward</source>
        <translation>Betreut den Kreis</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>removed by %1: “%2”</source>
        <translation>entfernt von %1: „%2“</translation>
    </message>
    <message>
        <source>%1 agreed, of %2 stewards.</source>
        <translation>Dafür, von %2 Betreuern: %1.</translation>
    </message>
    <message>
        <source>A steward invites people, lets them in and removes them.</source>
        <translation>Wer mitbetreut, lädt Leute ein, lässt sie herein und entfernt sie.</translation>
    </message>
    <message numerus="yes">
        <source>It is proposed, and takes %n more steward(s).</source>
        <translation>
            <numerusform>Das ist schon vorgeschlagen; noch %n Betreuer muss zustimmen.</numerusform>
            <numerusform>Das ist schon vorgeschlagen; noch %n Betreuer müssen zustimmen.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are two of you, so neither can do it alone. A third steward could help.</source>
        <translation>Ihr seid zu zweit, also kann es niemand von euch allein. Ein dritter Betreuer könnte helfen.</translation>
    </message>
    <message>
        <source>%1 can read nothing new from then on; what has arrived there already stays there. All members can read your reason.</source>
        <translation>%1 kann von da an nichts Neues mehr lesen; was dort schon angekommen ist, bleibt dort. Alle Mitglieder können deinen Grund lesen.</translation>
    </message>
    <message>
        <source>You are the only steward, and without one nobody could invite or remove anybody. Make somebody else a steward first.</source>
        <translation>Nur du betreust diesen Kreis, und ohne Betreuer könnte niemand jemanden einladen oder entfernen. Lass erst jemand anderen mitbetreuen.</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation>%1 (du)</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n Person</numerusform>
            <numerusform>%n Leute</numerusform>
        </translation>
    </message>
    <message>
        <source>Only you so far</source>
        <translation>Bisher nur du</translation>
    </message>
    <message>
        <source>%1 disagreed.</source>
        <translation>Dagegen: %1.</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>From then on only a majority of the stewards can change that.</source>
        <translation>Von da an kann nur die Mehrheit der Betreuer das ändern.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>one computer, reachable now</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>What you received stays here to read. What you wrote stays with the others, unless you delete it.</source>
        <translation>Was du bekommen hast, bleibt hier und lässt sich weiter lesen. Was du geschrieben hast, bleibt bei den anderen, außer du löschst es.</translation>
    </message>
    <message>
        <source>Invited %1</source>
        <translation>Hat %1 eingeladen</translation>
    </message>
    <message>
        <source>is here no longer</source>
        <translation>nicht mehr hier</translation>
    </message>
    <message>
        <source>%1 is removed.</source>
        <translation>%1 wird entfernt.</translation>
    </message>
    <message>
        <source>level %1</source>
        <comment>of the tree of who invited whom</comment>
        <translation>Ebene %1</translation>
    </message>
    <message>
        <source>You left this circle. What you received stays here to read.</source>
        <translation>Du hast diesen Kreis verlassen. Was du bekommen hast, bleibt hier und lässt sich weiter lesen.</translation>
    </message>
    <message>
        <source>You were removed from this circle. What you received stays here to read.</source>
        <translation>Du wurdest aus diesem Kreis entfernt. Was du bekommen hast, bleibt hier und lässt sich weiter lesen.</translation>
    </message>
    <message>
        <source>You are on your way in.</source>
        <translation>Du bist auf dem Weg hinein.</translation>
    </message>
    <message>
        <source>It is decided.</source>
        <translation>Es ist beschlossen.</translation>
    </message>
    <message>
        <source>You leave “%1”, and everything you wrote there is deleted.</source>
        <comment>a circle</comment>
        <translation>Du verlässt „%1“, und alles, was du dort geschrieben hast, wird gelöscht.</translation>
    </message>
    <message>
        <source>You leave “%1”.</source>
        <comment>a circle</comment>
        <translation>Du verlässt „%1“.</translation>
    </message>
    <message numerus="yes">
        <source>It is noted, and takes %n more steward(s).</source>
        <translation>
            <numerusform>Es ist notiert; noch %n Betreuer muss zustimmen.</numerusform>
            <numerusform>Es ist notiert; noch %n Betreuer müssen zustimmen.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is noted. The proposal can no longer pass.</source>
        <translation>Es ist notiert. Der Vorschlag kann keine Mehrheit mehr bekommen.</translation>
    </message>
    <message>
        <source>reachable now</source>
        <translation>jetzt erreichbar</translation>
    </message>
</context>
<context>
    <name>photos</name>
    <message numerus="yes">
        <source>Taken out of your %n pictures: %1.</source>
        <translation>
            <numerusform>Aus deinem Bild herausgenommen: %1.</numerusform>
            <numerusform>Aus deinen %n Bildern herausgenommen: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>A picture that moves was too long and ends earlier.</source>
        <translation>Ein Bild, das sich bewegt, war zu lang und endet früher.</translation>
    </message>
    <message>
        <source>Taken out of your picture: %1.</source>
        <translation>Aus deinem Bild herausgenommen: %1.</translation>
    </message>
    <message>
        <source>place</source>
        <comment>taken out of a picture</comment>
        <translation>Ort</translation>
    </message>
    <message>
        <source>people</source>
        <comment>taken out of a picture</comment>
        <translation>Personen</translation>
    </message>
    <message>
        <source>device</source>
        <comment>taken out of a picture</comment>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>time</source>
        <comment>taken out of a picture</comment>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>description</source>
        <comment>taken out of a picture</comment>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>preview</source>
        <comment>taken out of a picture</comment>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>sound or video</source>
        <comment>taken out of a picture</comment>
        <translation>Ton oder Video</translation>
    </message>
    <message>
        <source>hidden data</source>
        <comment>taken out of a picture</comment>
        <translation>versteckte Daten</translation>
    </message>
    <message>
        <source>This picture is too large and is not shown.</source>
        <translation>Dieses Bild ist zu groß und wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>This picture is damaged and is not shown.</source>
        <translation>Dieses Bild ist beschädigt und wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>Please choose a place on this computer.</source>
        <translation>Bitte wähle einen Ort auf diesem Computer.</translation>
    </message>
    <message>
        <source>This picture moves for too long and is shown still.</source>
        <translation>Dieses Bild bewegt sich zu lange und wird ohne Bewegung gezeigt.</translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation>Gespeichert als „%1“.</translation>
    </message>
</context>
<context>
    <name>post</name>
    <message>
        <source>you</source>
        <translation>du</translation>
    </message>
    <message>
        <source>somebody who left</source>
        <translation>jemand von früher</translation>
    </message>
    <message>
        <source>%1 reacted</source>
        <comment>names, to a post</comment>
        <translation>Reaktionen: %1</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message numerus="yes">
        <source>On all %n computers</source>
        <translation>
            <numerusform>Auf %n Computer</numerusform>
            <numerusform>Auf allen %n Computern</numerusform>
        </translation>
    </message>
    <message>
        <source>On %1 of %2 computers</source>
        <translation>Auf %1 von %2 Computern</translation>
    </message>
    <message>
        <source>Nobody&apos;s computer that is known has this now.</source>
        <translation>Das hat gerade kein Computer, der bekannt ist.</translation>
    </message>
    <message numerus="yes">
        <source>It is on %n people&apos;s computers. Press to fetch it.</source>
        <translation>
            <numerusform>Liegt auf dem Computer von %n Person. Drück hier zum Holen.</numerusform>
            <numerusform>Liegt auf den Computern von %n Leuten. Drück hier zum Holen.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is on the computers of %1. Press to fetch it.</source>
        <translation>Liegt auf den Computern von %1. Drück hier zum Holen.</translation>
    </message>
    <message>
        <source>Somebody who was removed may be able to read this.</source>
        <translation>Vielleicht kann das auch jemand lesen, der entfernt wurde.</translation>
    </message>
    <message>
        <source>Written by somebody who was being removed at that time.</source>
        <translation>Geschrieben von jemandem, der damals gerade entfernt wurde.</translation>
    </message>
    <message>
        <source>File %1</source>
        <translation>Datei %1</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n Antwort</numerusform>
            <numerusform>%n Antworten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 % here</source>
        <comment>how much of a picture has come</comment>
        <translation>%1 % da</translation>
    </message>
    <message numerus="yes">
        <source>It is on %n people&apos;s computers and comes by itself.</source>
        <translation>
            <numerusform>Liegt auf dem Computer von %n Person und kommt von selbst.</numerusform>
            <numerusform>Liegt auf den Computern von %n Leuten und kommt von selbst.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is on %1&apos;s computer. Press to fetch it.</source>
        <translation>Liegt auf dem Computer von %1. Drück hier zum Holen.</translation>
    </message>
    <message>
        <source>It is on the computers of %1 and comes by itself.</source>
        <translation>Liegt auf den Computern von %1 und kommt von selbst.</translation>
    </message>
    <message>
        <source>for %1</source>
        <comment>who can see a post</comment>
        <translation>wer es sieht: %1</translation>
    </message>
    <message>
        <source>It is on %1&apos;s computer and comes by itself.</source>
        <translation>Liegt auf dem Computer von %1 und kommt von selbst.</translation>
    </message>
    <message>
        <source>Picture %1</source>
        <translation>Bild %1</translation>
    </message>
</context>
<context>
    <name>refusals</name>
    <message>
        <source>More than one fits. Please choose one.</source>
        <translation>Es passt mehr als eines. Bitte wähle eines aus.</translation>
    </message>
    <message>
        <source>A name cannot hold characters that are not seen.</source>
        <translation>Ein Name darf keine Zeichen enthalten, die man nicht sieht.</translation>
    </message>
    <message>
        <source>A reaction is one emoji or one short word.</source>
        <translation>Eine Reaktion ist ein Emoji oder ein kurzes Wort.</translation>
    </message>
    <message>
        <source>There is nothing written here yet.</source>
        <translation>Hier steht noch nichts.</translation>
    </message>
    <message>
        <source>This number is too small or too large.</source>
        <translation>Diese Zahl ist zu klein oder zu groß.</translation>
    </message>
    <message>
        <source>They show no picture.</source>
        <translation>Diese Person zeigt kein Bild.</translation>
    </message>
    <message>
        <source>You are in no circle yet. Start one, or join one with an invitation.</source>
        <translation>Du bist noch in keinem Kreis. Gründe einen, oder komm mit einer Einladung in einen hinein.</translation>
    </message>
    <message>
        <source>This is not text.</source>
        <translation>Das ist kein Text.</translation>
    </message>
    <message>
        <source>This is no time of a day.</source>
        <translation>Das ist keine Uhrzeit.</translation>
    </message>
    <message>
        <source>This is too long. Please make it shorter.</source>
        <translation>Das ist zu lang. Bitte mach es kürzer.</translation>
    </message>
    <message>
        <source>This is too much at once. Please take fewer.</source>
        <translation>Das ist zu viel auf einmal. Bitte nimm weniger.</translation>
    </message>
    <message>
        <source>This is more than can be shown at once.</source>
        <translation>Das ist mehr, als auf einmal gezeigt werden kann.</translation>
    </message>
    <message>
        <source>This circle is not known here.</source>
        <translation>Dieser Kreis ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>This invitation is not known here any more.</source>
        <translation>Diese Einladung ist hier nicht mehr bekannt.</translation>
    </message>
    <message>
        <source>There is no such proposal any more.</source>
        <translation>Diesen Vorschlag gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>This person is not known here.</source>
        <translation>Diese Person ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>This is not here any more. It may have been deleted.</source>
        <translation>Das ist nicht mehr hier. Vielleicht wurde es gelöscht.</translation>
    </message>
    <message>
        <source>Nobody asks for this any more.</source>
        <translation>Darum bittet niemand mehr.</translation>
    </message>
    <message>
        <source>Nobody can decide this about themselves.</source>
        <translation>Das kann niemand über sich selbst entscheiden.</translation>
    </message>
    <message>
        <source>This person is in the circle already.</source>
        <translation>Diese Person ist schon im Kreis.</translation>
    </message>
    <message>
        <source>This has been decided already.</source>
        <translation>Das ist schon entschieden.</translation>
    </message>
    <message>
        <source>You have answered this already; an answer is final.</source>
        <translation>Du hast darauf schon geantwortet; eine Antwort gilt endgültig.</translation>
    </message>
    <message>
        <source>There are two stewards, so neither can decide alone about the other. Make somebody else a steward first.</source>
        <translation>Es gibt zwei Betreuer, also kann keiner allein über den anderen entscheiden. Lass erst jemand anderen mitbetreuen.</translation>
    </message>
    <message>
        <source>The people of a private conversation never change.</source>
        <translation>Die Leute in einer privaten Unterhaltung ändern sich nie.</translation>
    </message>
    <message>
        <source>You are the only steward; without one nobody could invite or remove anybody. Make somebody else a steward first.</source>
        <translation>Nur du betreust diesen Kreis; ohne Betreuer könnte niemand jemanden einladen oder entfernen. Lass erst jemand anderen mitbetreuen.</translation>
    </message>
    <message>
        <source>This was proposed before you were a steward, so you have no vote on it.</source>
        <translation>Das wurde vorgeschlagen, bevor du den Kreis mitbetreut hast, deshalb hast du dabei keine Stimme.</translation>
    </message>
    <message>
        <source>You are not in this circle, so you cannot do this there.</source>
        <translation>Du bist nicht in diesem Kreis, also kannst du das dort nicht tun.</translation>
    </message>
    <message>
        <source>Only a steward of the circle can do this.</source>
        <translation>Das kann nur ein Betreuer des Kreises tun.</translation>
    </message>
    <message>
        <source>Only who wrote it, or a steward of the circle, can do this.</source>
        <translation>Das kann nur tun, wer es geschrieben hat, oder ein Betreuer des Kreises.</translation>
    </message>
    <message>
        <source>Only who wrote it can change it.</source>
        <translation>Ändern kann es nur, wer es geschrieben hat.</translation>
    </message>
    <message>
        <source>This person is a steward. Stewards change by majority only.</source>
        <translation>Diese Person betreut den Kreis. Über einen Betreuer entscheidet nur die Mehrheit der Betreuer.</translation>
    </message>
    <message>
        <source>This person is not in the circle.</source>
        <translation>Diese Person ist nicht im Kreis.</translation>
    </message>
    <message>
        <source>This person is not a steward.</source>
        <translation>Diese Person betreut den Kreis nicht.</translation>
    </message>
    <message>
        <source>To go yourself, leave the circle.</source>
        <translation>Um selbst zu gehen, verlass den Kreis.</translation>
    </message>
    <message>
        <source>You were let in already. Leave the circle if you do not want to be there.</source>
        <translation>Du wurdest schon hereingelassen. Verlass den Kreis, wenn du nicht darin sein möchtest.</translation>
    </message>
    <message>
        <source>This computer was put back from an older copy, and the others hold newer posts of yours. They are coming; please try again in a moment.</source>
        <translation>Dieser Computer wurde aus einer älteren Kopie wiederhergestellt, und die anderen haben neuere Beiträge von dir. Sie sind unterwegs; bitte versuch es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Another computer writes in the name of this one: its folder was copied. Nothing more is written here. Use the other one, or move this folder away and join again.</source>
        <translation>Ein anderer Computer schreibt im Namen von diesem: Sein Ordner wurde kopiert. Hier wird nichts mehr geschrieben. Nimm den anderen, oder räum diesen Ordner weg und tritt noch einmal bei.</translation>
    </message>
    <message>
        <source>You left this circle. What you received stays here to read.</source>
        <translation>Du hast diesen Kreis verlassen. Was du bekommen hast, bleibt hier und lässt sich weiter lesen.</translation>
    </message>
    <message>
        <source>This circle has not arrived on this computer yet.</source>
        <translation>Dieser Kreis ist auf diesem Computer noch nicht angekommen.</translation>
    </message>
    <message>
        <source>You were removed from this circle. What you received stays here to read.</source>
        <translation>Du wurdest aus diesem Kreis entfernt. Was du bekommen hast, bleibt hier und lässt sich weiter lesen.</translation>
    </message>
    <message>
        <source>Two of these people share no circle. Write to each of them alone, or invite them into one circle first.</source>
        <translation>Zwei dieser Leute haben keinen gemeinsamen Kreis. Schreib allen einzeln, oder lade sie erst in einen gemeinsamen Kreis ein.</translation>
    </message>
    <message>
        <source>This computer is known here as somebody else&apos;s, so it cannot come in.</source>
        <translation>Dieser Computer ist hier als der von jemand anderem bekannt, deshalb kann er nicht herein.</translation>
    </message>
    <message>
        <source>These are too many people for one letter. For so many, start a circle.</source>
        <translation>Das sind zu viele Leute für einen Brief. Gründe für so viele einen Kreis.</translation>
    </message>
    <message>
        <source>You have begun as many conversations with these people as there can be. Choose people whom you wrote to together before.</source>
        <translation>Du hast mit diesen Leuten so viele Unterhaltungen angefangen, wie es geben kann. Wähle Leute, denen du schon einmal zusammen geschrieben hast.</translation>
    </message>
    <message>
        <source>That address cannot be used.</source>
        <translation>Diese Adresse lässt sich nicht benutzen.</translation>
    </message>
    <message>
        <source>An invitation cannot be good for so long.</source>
        <translation>So lange kann eine Einladung nicht gültig sein.</translation>
    </message>
    <message>
        <source>A steward of the circle declined.</source>
        <translation>Ein Betreuer des Kreises hat abgelehnt.</translation>
    </message>
    <message>
        <source>This invitation has expired. Ask for a new one.</source>
        <translation>Diese Einladung ist abgelaufen. Bitte um eine neue.</translation>
    </message>
    <message>
        <source>This invitation was taken back.</source>
        <translation>Diese Einladung wurde zurückgenommen.</translation>
    </message>
    <message>
        <source>This invitation was used already. Each one is for one person.</source>
        <translation>Diese Einladung wurde schon benutzt. Jede gilt für eine Person.</translation>
    </message>
    <message>
        <source>There is a character here that no code has.</source>
        <translation>Hier steht ein Zeichen, das in keinem Code vorkommt.</translation>
    </message>
    <message>
        <source>This code does not fit. Compare it with the code that you were given.</source>
        <translation>Dieser Code passt nicht. Vergleiche ihn mit dem Code, den du bekommen hast.</translation>
    </message>
    <message>
        <source>There is no square code to be seen in this picture. Try a sharper or larger one.</source>
        <translation>In diesem Bild ist kein QR-Code zu sehen. Versuch es mit einem schärferen oder größeren.</translation>
    </message>
    <message>
        <source>This is not an invitation to a circle.</source>
        <translation>Das ist keine Einladung in einen Kreis.</translation>
    </message>
    <message>
        <source>This invitation is to a circle where you are already. Give it to the person you want to invite.</source>
        <translation>Diese Einladung führt in einen Kreis, in dem du schon bist. Gib sie der Person, die du einladen möchtest.</translation>
    </message>
    <message>
        <source>The circle did not let you in.</source>
        <translation>Der Kreis hat dich nicht hereingelassen.</translation>
    </message>
    <message>
        <source>There are several square codes in this picture. Cut out one of them.</source>
        <translation>In diesem Bild sind mehrere QR-Codes. Schneide einen davon aus.</translation>
    </message>
    <message>
        <source>The code is not complete.</source>
        <translation>Der Code ist nicht vollständig.</translation>
    </message>
    <message>
        <source>This code is for something else. What is needed here is an invitation to a circle.</source>
        <translation>Dieser Code ist für etwas anderes. Hier brauchst du eine Einladung in einen Kreis.</translation>
    </message>
    <message>
        <source>Organic is being closed; this picture was not prepared. Please try again later.</source>
        <translation>Organic wird gerade beendet; dieses Bild wurde nicht vorbereitet. Bitte versuch es später noch einmal.</translation>
    </message>
    <message>
        <source>This is not on this computer yet. It comes by itself when a computer that has it is on.</source>
        <translation>Das ist noch nicht auf diesem Computer. Es kommt von selbst, sobald ein Computer an ist, der es hat.</translation>
    </message>
    <message>
        <source>The folder is being written already. Wait for it, or stop it.</source>
        <translation>Der Ordner wird schon geschrieben. Warte, bis er fertig ist, oder brich es ab.</translation>
    </message>
    <message>
        <source>It was stopped. Nothing of it is left.</source>
        <translation>Es wurde abgebrochen. Nichts davon ist übrig.</translation>
    </message>
    <message>
        <source>This file changed while it was read. Try again when nothing writes to it.</source>
        <translation>Diese Datei hat sich geändert, während sie gelesen wurde. Versuch es noch einmal, wenn nichts mehr in sie schreibt.</translation>
    </message>
    <message>
        <source>This cannot be opened: it is damaged. It is fetched again from another computer that has it; please try again later.</source>
        <translation>Das lässt sich nicht öffnen: Es ist beschädigt. Es wird noch einmal von einem anderen Computer geholt, der es hat; bitte versuch es später noch einmal.</translation>
    </message>
    <message>
        <source>This file is too large to be posted.</source>
        <translation>Diese Datei ist zu groß zum Teilen.</translation>
    </message>
    <message>
        <source>Please choose a folder and a name.</source>
        <translation>Bitte wähle einen Ordner und einen Namen.</translation>
    </message>
    <message>
        <source>This folder cannot be used. Please choose another one.</source>
        <translation>Dieser Ordner lässt sich nicht benutzen. Bitte wähle einen anderen.</translation>
    </message>
    <message>
        <source>There are no pictures or files here.</source>
        <translation>Hier sind keine Bilder oder Dateien.</translation>
    </message>
    <message>
        <source>This file is not there any more.</source>
        <translation>Diese Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>This picture or file is not there any more.</source>
        <translation>Dieses Bild oder diese Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Pictures cannot be prepared right now. Close other programs and try again.</source>
        <translation>Bilder lassen sich gerade nicht vorbereiten. Schließ andere Programme und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>This is no file, and only files can be posted.</source>
        <translation>Das ist keine Datei, und nur Dateien lassen sich teilen.</translation>
    </message>
    <message>
        <source>This is no picture that can be shown here.</source>
        <translation>Das ist kein Bild, das sich hier zeigen lässt.</translation>
    </message>
    <message>
        <source>This file cannot be opened. Check that you may read it.</source>
        <translation>Diese Datei lässt sich nicht öffnen. Prüfe, ob du sie lesen darfst.</translation>
    </message>
    <message>
        <source>This could not be saved. Please choose another place.</source>
        <translation>Das ließ sich nicht speichern. Bitte wähle einen anderen Ort.</translation>
    </message>
    <message>
        <source>This picture is damaged. Try to copy it again.</source>
        <translation>Dieses Bild ist beschädigt. Versuch, es noch einmal zu kopieren.</translation>
    </message>
    <message>
        <source>This picture takes too much time or memory. Save it anew with a picture editor.</source>
        <translation>Dieses Bild braucht zu viel Zeit oder Arbeitsspeicher. Speichere es mit einem Bildprogramm neu.</translation>
    </message>
    <message>
        <source>This picture is too large.</source>
        <translation>Dieses Bild ist zu groß.</translation>
    </message>
    <message>
        <source>Pictures and files have no more room on this computer; older ones can give way only where two other computers keep them. You can allow more in the settings.</source>
        <translation>Bilder und Dateien haben auf diesem Computer keinen Platz mehr; ältere können nur Platz machen, wenn zwei andere Computer sie aufbewahren. In den Einstellungen kannst du mehr erlauben.</translation>
    </message>
    <message>
        <source>What Organic keeps on this computer is damaged. It is left as it is. Put its folder back from a copy, or move it away and join your circles again: the others still have what they received.</source>
        <translation>Was Organic auf diesem Computer aufbewahrt, ist beschädigt. Es bleibt, wie es ist. Hol den Ordner aus einer Kopie zurück, oder räum ihn weg und tritt deinen Kreisen noch einmal bei: Die anderen haben noch, was sie bekommen haben.</translation>
    </message>
    <message>
        <source>The disk reports an error, so this was not saved. Please check the disk.</source>
        <translation>Die Festplatte meldet einen Fehler, deshalb wurde das nicht gespeichert. Bitte prüfe die Festplatte.</translation>
    </message>
    <message>
        <source>The disk is full, so this was not saved. Make some room and try again; nothing earlier is lost.</source>
        <translation>Die Festplatte ist voll, deshalb wurde das nicht gespeichert. Mach etwas Platz und versuch es noch einmal; nichts Früheres ist verloren.</translation>
    </message>
    <message>
        <source>The disk is almost full, so this was not posted. Make some room and try again.</source>
        <translation>Die Festplatte ist fast voll, deshalb wurde das nicht geteilt. Mach etwas Platz und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Another program uses the folder of Organic. Only one can at a time.</source>
        <translation>Ein anderes Programm benutzt den Ordner von Organic. Das kann immer nur eines.</translation>
    </message>
    <message>
        <source>Something went wrong inside Organic; that is our mistake, not yours. Nothing that was saved before is lost.</source>
        <translation>In Organic ist etwas schiefgegangen; das ist unser Fehler, nicht deiner. Nichts, was vorher gespeichert war, ist verloren.</translation>
    </message>
    <message>
        <source>Organic is locked on this computer. Please unlock it first.</source>
        <translation>Organic ist auf diesem Computer abgeschlossen. Bitte schließ es erst auf.</translation>
    </message>
    <message>
        <source>This passphrase is too long.</source>
        <translation>Dieses Passwort ist zu lang.</translation>
    </message>
    <message>
        <source>What Organic keeps on this computer was written by a newer version. Please bring this one up to date; nothing was changed.</source>
        <translation>Was Organic auf diesem Computer aufbewahrt, wurde von einer neueren Version geschrieben. Bitte bring diese hier auf den neuesten Stand; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>This folder cannot be used.</source>
        <translation>Dieser Ordner lässt sich nicht benutzen.</translation>
    </message>
    <message>
        <source>Organic is not connected to a network right now.</source>
        <translation>Organic ist gerade mit keinem Netz verbunden.</translation>
    </message>
    <message>
        <source>There is no passphrase on this computer yet.</source>
        <translation>Auf diesem Computer gibt es noch kein Passwort.</translation>
    </message>
    <message>
        <source>The disk does not let Organic write, so nothing was saved.</source>
        <translation>Die Festplatte lässt Organic nicht schreiben, deshalb wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>This passphrase is too short. A few words are easy to remember.</source>
        <translation>Dieses Passwort ist zu kurz. Ein paar Wörter lassen sich leicht merken.</translation>
    </message>
    <message>
        <source>Nobody you know answers there. Is Organic running there, and is the address right?</source>
        <translation>Dort antwortet niemand, den du kennst. Läuft Organic dort, und stimmt die Adresse?</translation>
    </message>
    <message>
        <source>That is not the passphrase. Look at capitals and language.</source>
        <translation>Das ist nicht das Passwort. Achte auf große und kleine Buchstaben und auf die Sprache der Tastatur.</translation>
    </message>
    <message>
        <source>A name needs at least one letter.</source>
        <translation>Ein Name braucht mindestens einen Buchstaben.</translation>
    </message>
    <message>
        <source>This name is too long.</source>
        <translation>Dieser Name ist zu lang.</translation>
    </message>
    <message>
        <source>This code leads to an address that cannot be used. Ask for a new one.</source>
        <translation>Dieser Code führt zu einer Adresse, die sich nicht benutzen lässt. Bitte um einen neuen.</translation>
    </message>
    <message>
        <source>This code was made by a newer Organic. Please bring yours up to date.</source>
        <translation>Dieser Code kommt von einem neueren Organic. Bitte bring deines auf den neuesten Stand.</translation>
    </message>
    <message>
        <source>This is longer than any code.</source>
        <translation>Das ist länger als jeder Code.</translation>
    </message>
    <message>
        <source>Please say why: everybody in the circle can read the reason.</source>
        <translation>Bitte sag, warum: Alle im Kreis können den Grund lesen.</translation>
    </message>
    <message>
        <source>This reason is too long. Please make it shorter.</source>
        <translation>Dieser Grund ist zu lang. Bitte mach ihn kürzer.</translation>
    </message>
    <message>
        <source>Please say to whom.</source>
        <translation>Bitte sag, an wen.</translation>
    </message>
    <message>
        <source>This text is too long. Please make several posts.</source>
        <translation>Dieser Text ist zu lang. Bitte mach mehrere Beiträge daraus.</translation>
    </message>
    <message>
        <source>These are too many pictures and files for one post. Please make several posts.</source>
        <translation>Das sind zu viele Bilder und Dateien für einen Beitrag. Bitte mach mehrere Beiträge daraus.</translation>
    </message>
    <message>
        <source>Whoever answered may not let anybody in any more. Ask a steward of the circle for a new code.</source>
        <translation>Wer geantwortet hat, darf niemanden mehr hereinlassen. Bitte einen Betreuer des Kreises um einen neuen Code.</translation>
    </message>
    <message>
        <source>Too many people have asked with this invitation; it must have gone round. Ask for a new one.</source>
        <translation>Zu viele Leute haben mit dieser Einladung angefragt; sie ist wohl herumgegangen. Bitte um eine neue.</translation>
    </message>
    <message>
        <source>That address cannot be used. Write it with its port, as in 192.168.1.20:4711.</source>
        <translation>Diese Adresse lässt sich nicht benutzen. Schreib sie mit ihrem Port, wie in 192.168.1.20:4711.</translation>
    </message>
    <message>
        <source>Starting with the computer works on Linux only so far.</source>
        <translation>Mit dem Computer starten geht bisher nur unter Linux.</translation>
    </message>
    <message>
        <source>There are too many unfinished texts. Please finish or empty some.</source>
        <translation>Es gibt zu viele unfertige Texte. Bitte schreib einige fertig oder leere sie.</translation>
    </message>
    <message>
        <source>This picture could not be made small enough. Try another one.</source>
        <translation>Dieses Bild ließ sich nicht klein genug machen. Versuch es mit einem anderen.</translation>
    </message>
    <message>
        <source>This is no picture that can be read here.</source>
        <translation>Das ist kein Bild, das sich hier lesen lässt.</translation>
    </message>
    <message>
        <source>This picture is too large. Cut out the square code.</source>
        <translation>Dieses Bild ist zu groß. Schneide den QR-Code aus.</translation>
    </message>
    <message>
        <source>Organic stopped before it answered. It is started again; please try once more.</source>
        <translation>Organic hat aufgehört, bevor es geantwortet hat. Es wird wieder gestartet; bitte versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Line %1, group %2 has a character that no code has. Compare with the code that you were given.</source>
        <translation>In Zeile %1, Gruppe %2 steht ein Zeichen, das in keinem Code vorkommt. Vergleiche mit dem Code, den du bekommen hast.</translation>
    </message>
    <message>
        <source>Line %1, group %2 does not fit. Compare with the code that you were given.</source>
        <translation>Zeile %1, Gruppe %2 passt nicht. Vergleiche mit dem Code, den du bekommen hast.</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>„%1“: %2</translation>
    </message>
</context>
<context>
    <name>search</name>
    <message>
        <source>Letter</source>
        <translation>Brief</translation>
    </message>
    <message>
        <source>This is you.</source>
        <translation>Das bist du.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>only %1 and you</source>
        <comment>who can see something</comment>
        <translation>nur %1 und du</translation>
    </message>
    <message>
        <source>Answer in %1</source>
        <translation>Antwort in „%1“</translation>
    </message>
    <message>
        <source>Was in %1.</source>
        <translation>War hier dabei: %1.</translation>
    </message>
    <message>
        <source>Letter with %1</source>
        <translation>Brief mit %1</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>session</name>
    <message>
        <source>Catching up…</source>
        <translation>Neues wird geholt…</translation>
    </message>
    <message>
        <source>Waking up…</source>
        <translation>Wacht auf…</translation>
    </message>
    <message>
        <source>You are on your way in.</source>
        <translation>Du bist auf dem Weg hinein.</translation>
    </message>
    <message>
        <source>Waiting for somebody&apos;s computer.</source>
        <translation>Wartet auf Computer deiner Leute.</translation>
    </message>
    <message>
        <source>Nobody&apos;s computer is on just now.</source>
        <translation>Gerade ist kein anderer Computer an.</translation>
    </message>
    <message>
        <source>Everything is up to date.</source>
        <translation>Alles ist auf dem neuesten Stand.</translation>
    </message>
    <message>
        <source>What you write waits here and is sent by itself.</source>
        <translation>Was du schreibst, wartet hier und wird von selbst gesendet.</translation>
    </message>
    <message numerus="yes">
        <source>%n of your people are reachable.</source>
        <translation>
            <numerusform>%n von deinen Leuten ist erreichbar.</numerusform>
            <numerusform>%n von deinen Leuten sind erreichbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for %1&apos;s computer.</source>
        <translation>Wartet auf den Computer von %1.</translation>
    </message>
    <message>
        <source>Waiting for the computers of %1.</source>
        <comment>two or three people</comment>
        <translation>Wartet auf die Computer von %1.</translation>
    </message>
    <message>
        <source>It is sent by itself when that is on.</source>
        <comment>what I wrote, somebody&apos;s computer</comment>
        <translation>Es wird von selbst gesendet, sobald er an ist.</translation>
    </message>
    <message>
        <source>It is sent by itself when one of them is on.</source>
        <comment>what I wrote</comment>
        <translation>Es wird von selbst gesendet, sobald einer davon an ist.</translation>
    </message>
    <message>
        <source>%1 are reachable.</source>
        <comment>two or three people</comment>
        <translation>%1 sind erreichbar.</translation>
    </message>
    <message>
        <source>%1 is reachable.</source>
        <translation>%1 ist erreichbar.</translation>
    </message>
    <message>
        <source>Your new circle</source>
        <translation>Dein neuer Kreis</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Done. Everybody in your circles sees it.</source>
        <translation>Fertig. Alle in deinen Kreisen sehen es.</translation>
    </message>
    <message>
        <source>Done. Everybody sees your new name, also on what you wrote before.</source>
        <translation>Fertig. Alle sehen deinen neuen Namen, auch bei dem, was du früher geschrieben hast.</translation>
    </message>
    <message>
        <source>Done. Your picture is deleted from all computers.</source>
        <translation>Fertig. Dein Bild ist von allen Computern gelöscht.</translation>
    </message>
    <message>
        <source>As the computer (%1)</source>
        <comment>a language&apos;s name</comment>
        <translation>Wie der Computer (%1)</translation>
    </message>
    <message>
        <source>Taken out of it before it left: %1.</source>
        <translation>Herausgenommen, bevor es abging: %1.</translation>
    </message>
    <message>
        <source>As the computer</source>
        <translation>Wie der Computer</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>This is no file of this computer. Save the picture first.</source>
        <translation>Das ist keine Datei auf diesem Computer. Speichere das Bild zuerst.</translation>
    </message>
</context>
<context>
    <name>storage</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of this computer&apos;s disk is free; %2 always stays free.</source>
        <comment>two sizes</comment>
        <translation>Auf der Festplatte dieses Computers sind %1 frei; %2 bleiben immer frei.</translation>
    </message>
    <message>
        <source>The pictures and files of one other person take at most %1.</source>
        <comment>a size</comment>
        <translation>Die Bilder und Dateien einer anderen Person brauchen höchstens %1.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>how many files, their size</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>how much room is used, of how much</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Please write a number of gigabytes, such as 20.</source>
        <translation>Bitte schreib eine Zahl von Gigabyte, zum Beispiel 20.</translation>
    </message>
    <message>
        <source>It can be between %1 and %2 GB.</source>
        <translation>Es können zwischen %1 und %2 GB sein.</translation>
    </message>
    <message>
        <source>More than that is here. Older pictures make room where two other computers keep them.</source>
        <translation>Es ist schon mehr hier. Ältere Bilder machen Platz, wenn zwei andere Computer sie aufbewahren.</translation>
    </message>
    <message>
        <source>Changed.</source>
        <translation>Geändert.</translation>
    </message>
    <message>
        <source>On their way, or without room here</source>
        <translation>Unterwegs, oder ohne Platz hier</translation>
    </message>
    <message>
        <source>Made room for newer ones. Two other computers keep each; press one to bring it back.</source>
        <translation>Haben Platz für neuere gemacht. Zwei andere Computer bewahren jede davon auf; drück auf eine, um sie zurückzuholen.</translation>
    </message>
    <message>
        <source>Pictures in full size that come only when you ask for them</source>
        <translation>Bilder in voller Größe, die nur kommen, wenn du sie holst</translation>
    </message>
</context>
<context>
    <name>tray</name>
    <message>
        <source>Open Organic</source>
        <translation>Organic öffnen</translation>
    </message>
    <message>
        <source>Quit Organic</source>
        <translation>Organic beenden</translation>
    </message>
</context>
<context>
    <name>waiting</name>
    <message>
        <source>That is not the passphrase. Look at capitals and language.</source>
        <translation>Das ist nicht das Passwort. Achte auf große und kleine Buchstaben und auf die Sprache der Tastatur.</translation>
    </message>
</context>
<context>
    <name>welcome</name>
    <message>
        <source>You are invited.</source>
        <translation>Du bist eingeladen.</translation>
    </message>
    <message>
        <source>No square code is to be seen on the screen.</source>
        <translation>Auf dem Bildschirm ist kein QR-Code zu sehen.</translation>
    </message>
    <message>
        <source>Into a private circle. Good until %1.</source>
        <translation>In einen privaten Kreis. Gültig bis zum %1.</translation>
    </message>
    <message>
        <source>%1 invites you.</source>
        <translation>%1 lädt dich ein.</translation>
    </message>
    <message>
        <source>Good until %1. Somebody there says yes first.</source>
        <translation>Gültig bis zum %1. Dort muss erst noch jemand Ja sagen.</translation>
    </message>
    <message>
        <source>This computer does not let programs see the screen. Take a picture of the code with the computer&apos;s own screenshot, and drop it here.</source>
        <translation>Dieser Computer lässt Programme den Bildschirm nicht sehen. Mach ein Bildschirmfoto vom Code und zieh es hierher.</translation>
    </message>
    <message>
        <source>This is another invitation than the one before.</source>
        <translation>Das ist eine andere Einladung als eben.</translation>
    </message>
    <message>
        <source>There are several square codes to be seen. Leave only yours.</source>
        <translation>Es sind mehrere QR-Codes zu sehen. Lass nur deinen stehen.</translation>
    </message>
    <message>
        <source>This is not an invitation to a circle.</source>
        <translation>Das ist keine Einladung in einen Kreis.</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>, </source>
        <comment>between the names of a list</comment>
        <translation>, </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Byte</numerusform>
        </translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>vor %n Minute</numerusform>
            <numerusform>vor %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>vor %n Stunde</numerusform>
            <numerusform>vor %n Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>how a date is written: d day, MMMM month, yyyy year</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>how a month is written</comment>
        <translation>MMMM yyyy</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <comment>how a day is written: d day, MMMM month</comment>
        <translation>d. MMMM</translation>
    </message>
    <message>
        <source>today at %1</source>
        <translation>heute um %1</translation>
    </message>
    <message>
        <source>yesterday at %1</source>
        <translation>gestern um %1</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>a day, a time</comment>
        <translation>%1 um %2</translation>
    </message>
</context>
</TS>
