<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Above</name>
    <message numerus="yes">
        <source>%n new post(s) above</source>
        <translation>
            <numerusform>%n new post above</numerusform>
            <numerusform>%n new posts above</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Album</name>
    <message numerus="yes">
        <source>Look at all %n pictures</source>
        <translation>
            <numerusform>Look at the picture</numerusform>
            <numerusform>Look at all %n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message numerus="yes">
        <source>Your post leaves in %n second(s). It can still be undone.</source>
        <translation>
            <numerusform>Your post leaves in %n second. It can still be undone.</numerusform>
            <numerusform>Your post leaves in %n seconds. It can still be undone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Conversation</name>
    <message numerus="yes">
        <source>%n new letter(s) below</source>
        <translation>
            <numerusform>%n new letter below</numerusform>
            <numerusform>%n new letters below</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeopleInvite</name>
    <message numerus="yes">
        <source>Good for %n day(s)</source>
        <translation>
            <numerusform>Good for %n day</numerusform>
            <numerusform>Good for %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Post</name>
    <message numerus="yes">
        <source>Show all %n answers</source>
        <translation>
            <numerusform>Show all %n answers</numerusform>
            <numerusform>Show all %n answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>albums</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>composer</name>
    <message numerus="yes">
        <source>%n people and you</source>
        <translation>
            <numerusform>%n people and you</numerusform>
            <numerusform>%n people and you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>doctor</name>
    <message numerus="yes">
        <source>The computers of %n people</source>
        <translation>
            <numerusform>The computers of %n people</numerusform>
            <numerusform>The computers of %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>export</name>
    <message numerus="yes">
        <source>%n post(s) and letter(s)</source>
        <translation>
            <numerusform>%n post and letter</numerusform>
            <numerusform>%n posts and letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) and file(s)</source>
        <translation>
            <numerusform>%n picture and file</numerusform>
            <numerusform>%n pictures and files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them not on this computer: the pages say who has it</source>
        <translation>
            <numerusform>%n of them not on this computer: the pages say who has it</numerusform>
            <numerusform>%n of them not on this computer: the pages say who has it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>letters</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message numerus="yes">
        <source>%n post(s)</source>
        <translation>
            <numerusform>%n post</numerusform>
            <numerusform>%n posts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>%n letter</numerusform>
            <numerusform>%n letters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>people</name>
    <message numerus="yes">
        <source>%n computer(s)</source>
        <translation>
            <numerusform>%n computer</numerusform>
            <numerusform>%n computers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It takes %n more.</source>
        <comment>stewards who agree</comment>
        <translation>
            <numerusform>It takes %n more.</numerusform>
            <numerusform>It takes %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It takes %n other steward(s) to agree.</source>
        <translation>
            <numerusform>It takes %n other steward to agree.</numerusform>
            <numerusform>It takes %n other stewards to agree.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n steward(s)</source>
        <translation>
            <numerusform>%n steward</numerusform>
            <numerusform>%n stewards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It is proposed, and takes %n more steward(s).</source>
        <translation>
            <numerusform>It is proposed, and takes %n more steward.</numerusform>
            <numerusform>It is proposed, and takes %n more stewards.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n people</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It is noted, and takes %n more steward(s).</source>
        <translation>
            <numerusform>It is noted, and takes %n more steward.</numerusform>
            <numerusform>It is noted, and takes %n more stewards.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>photos</name>
    <message numerus="yes">
        <source>Taken out of your %n pictures: %1.</source>
        <translation>
            <numerusform>Taken out of your %n pictures: %1.</numerusform>
            <numerusform>Taken out of your %n pictures: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>post</name>
    <message numerus="yes">
        <source>On all %n computers</source>
        <translation>
            <numerusform>On one computer</numerusform>
            <numerusform>On all %n computers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It is on %n people&apos;s computers. Press to fetch it.</source>
        <translation>
            <numerusform>It is on one person&apos;s computer. Press to fetch it.</numerusform>
            <numerusform>It is on %n people&apos;s computers. Press to fetch it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>one answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It is on %n people&apos;s computers and comes by itself.</source>
        <translation>
            <numerusform>It is on one person&apos;s computer and comes by itself.</numerusform>
            <numerusform>It is on %n people&apos;s computers and comes by itself.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>search</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>session</name>
    <message numerus="yes">
        <source>%n of your people are reachable.</source>
        <translation>
            <numerusform>One of your people is reachable.</numerusform>
            <numerusform>%n of your people are reachable.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>storage</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>words</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
</context>
</TS>
