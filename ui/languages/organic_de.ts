<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Album</name>
    <message numerus="yes">
        <source>Look at all %n pictures</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Look at picture %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Share something with your people…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add pictures or files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting your pictures ready…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everybody in %1 sees this (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who sees it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Post</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures and files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Posts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here yet. Say hello!</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You&apos;re all caught up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted from all computers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put away</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Inside</name>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>Which circle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Square code of the invitation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this square, or send the link.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It lets one person in, until %1. Whoever has it can come in: give it to nobody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same code, to be typed: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Post</name>
    <message>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete this post</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take your reaction back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>React with a heart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Picture %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Good to see you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer&apos;s disk is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give its passphrase in a terminal: organic unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organic was updated while it ran.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close it everywhere on this computer, and open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organic could not start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is lost. Start the computer again; if that does not help, organic node in a terminal says why.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>A place for your family, and nobody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What should they call you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your invitation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is your circle called?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos and letters go straight from your computer to theirs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste the link, or type the code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have an invitation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a circle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Millers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the circle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grandma Rose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Come in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>composer</name>
    <message>
        <source>Taken out of your pictures: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>home</name>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>The link is copied. Send it to one person only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>founded this circle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invited by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody who left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reachable now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reachable now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>post</name>
    <message>
        <source>you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody who left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 reacted</source>
        <comment>names, to a post</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>On all %n computers</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>On %1 of %2 computers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody&apos;s computer that is known has this now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>It is on %n people&apos;s computers. Press to fetch it.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>It is on the computers of %1. Press to fetch it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody who was removed may be able to read this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written by somebody who was being removed at that time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 % here</source>
        <comment>how much of a picture has come</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>It is on %n people&apos;s computers and comes by itself.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>It is on %1&apos;s computer. Press to fetch it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is on the computers of %1 and comes by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for %1</source>
        <comment>who can see a post</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is on %1&apos;s computer and comes by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>session</name>
    <message>
        <source>Catching up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waking up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are on your way in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody&apos;s computer is on just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is up to date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you write waits here and is sent by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n of your people are reachable.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 are reachable.</source>
        <comment>two or three people</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is reachable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your new circle</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>, </source>
        <comment>between the names of a list</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>how a date is written: d day, MMMM month, yyyy year</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>how a month is written</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMMM</source>
        <comment>how a day is written: d day, MMMM month</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>a day, a time</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
