<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
        <source>%n comment(s)</source>
        <translation>
            <numerusform>one comment</numerusform>
            <numerusform>%n comments</numerusform>
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
