import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// Who belongs and who brought them, how somebody new comes in, and what stewards decide.
Item {
    id: page
    property string view: "list"
    readonly property real column: Math.min(width - 48, 720)
    // A letter is written on a page of its own.
    function write(person) {
        if (!inside.pages.some(page => page.name === "letters")) return
        letters.write_to(person)
        inside.go("letters")
    }
    function look(person, reason) { sought = ""; people.look_at(person); sheet.look(reason) }
    // Somebody who is shown as soon as it is known who belongs here.
    property string sought: ""
    property int how: Qt.OtherFocusReason
    function seek(person, reason) { sought = person; how = reason; people.look_at(person) }
    Connections {
        target: people
        enabled: page.sought !== ""
        function onChanged() { if (people.details.id === page.sought) page.look(page.sought, page.how) }
    }

    Flickable {
        id: flick
        anchors.fill: parent
        contentHeight: all.height + 132
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar { }
        Following { view: flick }
        Column {
            id: all
            x: (page.width - width) / 2
            y: 28
            width: page.column
            spacing: 16
            GridLayout {
                width: page.column
                columns: page.column > 520 * Math.max(1, theme.scale * 0.9) ? 2 : 1
                columnSpacing: 16
                rowSpacing: 12
                Column {
                    Layout.fillWidth: true
                    spacing: 4
                    RowLayout {
                        width: parent.width
                        spacing: 8
                        Words { Layout.fillWidth: true; Layout.maximumWidth: Math.ceil(implicitWidth); visible: session.circleList.length < 2; text: people.circleName; horizontalAlignment: Text.AlignLeft; size: 28; lineHeight: 1.15; font.weight: Font.DemiBold; maximumLineCount: 2; elide: Text.ElideRight }
                        Choice {
                            Layout.fillWidth: true
                            Layout.maximumWidth: 360
                            visible: session.circleList.length > 1
                            model: session.circleList
                            textRole: "name"
                            valueRole: "id"
                            Accessible.name: qsTr("Which circle")
                            value: people.circle
                            onActivated: people.choose(currentValue)
                        }
                        MuteButton { visible: people.mine; circle: people.circle }
                        Item { Layout.fillWidth: true }
                    }
                    Words { width: parent.width; text: people.summary; horizontalAlignment: Text.AlignLeft; size: 15; color: theme.colours.muted }
                    Words { width: parent.width; visible: people.mine && !people.steward && people.stewards !== ""; text: qsTr("Who invites: %1").arg(people.stewards); horizontalAlignment: Text.AlignLeft; size: 15; color: theme.colours.muted; maximumLineCount: 2; elide: Text.ElideRight }
                }
                MainButton {
                    id: invite
                    objectName: "invite"
                    text: qsTr("Invite somebody")
                    symbol: "user-plus"
                    visible: people.steward && invitations.code === "" && !invitations.writing
                    onClicked: { const reason = focusReason; invitations.begin(); flick.contentY = 0; inviting.begin(reason) }
                }
            }
            Repeater {
                model: invitations.elsewhere
                Card {
                    id: there
                    required property var row
                    width: page.column
                    color: theme.colours.tint
                    border.color: theme.colours.tint
                    implicitHeight: knock.implicitHeight + 24
                    RowLayout {
                        id: knock
                        x: 18
                        y: 12
                        width: parent.width - 36
                        spacing: 14
                        Words { Layout.fillWidth: true; text: there.row.text; size: 16; lineHeight: 1.2; font.weight: Font.DemiBold; color: theme.colours.on_tint }
                        MainButton { quiet: true; text: qsTr("Look"); Accessible.name: there.row.text; onClicked: people.choose(there.row.id) }
                    }
                }
            }
            PeopleInvite { id: inviting; width: page.column; visible: invitations.writing || invitations.code !== ""; onGone: reason => invite.forceActiveFocus(reason) }
            Repeater {
                model: invitations.requests
                Card {
                    id: request
                    required property var row
                    width: page.column
                    color: theme.colours.tint
                    border.color: theme.colours.tint
                    implicitHeight: asking.implicitHeight + 36
                    Accessible.role: Accessible.Grouping
                    Accessible.name: said.text + ", " + row.said
                    GridLayout {
                        id: asking
                        x: 18
                        y: 18
                        width: parent.width - 36
                        columns: width > 500 * theme.scale ? 3 : 2
                        columnSpacing: 14
                        rowSpacing: 12
                        Face { Layout.alignment: Qt.AlignTop; person: request.row.person; letters: request.row.letters; extent: 48 }
                        Column {
                            Layout.fillWidth: true
                            spacing: 2
                            Words { id: said; width: parent.width; horizontalAlignment: Text.AlignLeft; text: qsTr("%1 asks to come in").arg(request.row.name); size: 16; lineHeight: 1.2; font.weight: Font.DemiBold; color: theme.colours.on_tint }
                            Words { width: parent.width; horizontalAlignment: Text.AlignLeft; text: request.row.said; size: 14; lineHeight: 1.2; color: theme.colours.on_tint }
                        }
                        Flow {
                            Layout.columnSpan: asking.columns === 2 ? 2 : 1
                            Layout.fillWidth: asking.columns === 2
                            visible: request.row.mayAnswer
                            spacing: 10
                            MainButton { text: qsTr("Let in"); symbol: "check"; Accessible.name: qsTr("Let %1 in").arg(request.row.name); onClicked: invitations.approve(request.row.id) }
                            MainButton { quiet: true; text: qsTr("Decline"); Accessible.name: qsTr("Decline %1").arg(request.row.name); onClicked: invitations.decline(request.row.id) }
                        }
                    }
                }
            }
            Repeater {
                model: people.proposals
                Card {
                    id: proposal
                    required property var row
                    width: page.column
                    implicitHeight: proposed.implicitHeight + 36
                    Accessible.role: Accessible.Grouping
                    Accessible.name: [row.text, row.reason, row.said].filter(part => part).join(" ")
                    GridLayout {
                        id: proposed
                        x: 18
                        y: 18
                        width: parent.width - 36
                        columns: 2
                        columnSpacing: 14
                        rowSpacing: 12
                        Face { Layout.alignment: Qt.AlignTop; person: proposal.row.person; letters: proposal.row.letters; extent: 48 }
                        Column {
                            Layout.fillWidth: true
                            spacing: 4
                            Words { width: parent.width; horizontalAlignment: Text.AlignLeft; text: proposal.row.text; size: 16; lineHeight: 1.2; font.weight: Font.DemiBold }
                            Words { width: parent.width; horizontalAlignment: Text.AlignLeft; visible: text !== ""; text: proposal.row.reason; size: 15; lineHeight: 1.2 }
                            Words { width: parent.width; horizontalAlignment: Text.AlignLeft; text: proposal.row.said; size: 14; lineHeight: 1.2; color: theme.colours.muted }
                        }
                        Flow {
                            Layout.columnSpan: 2
                            Layout.fillWidth: true
                            Layout.leftMargin: proposed.width > 460 * theme.scale ? 62 : 0
                            visible: proposal.row.mayAnswer
                            spacing: 10
                            MainButton { text: qsTr("Agree"); symbol: "check"; onClicked: people.vote(proposal.row.id, true) }
                            MainButton { quiet: true; text: qsTr("Disagree"); onClicked: people.vote(proposal.row.id, false) }
                        }
                    }
                }
            }
            Segments {
                objectName: "views"
                anchors.left: parent.left
                choices: [
                    { value: "list", text: qsTr("List") },
                    { value: "tree", text: qsTr("Tree") },
                    { value: "invitations", text: invitations.openCount > 0 ? qsTr("Invitations (%1)").arg(invitations.openCount) : qsTr("Invitations") }
                ]
                value: page.view
                Accessible.name: qsTr("How to look at them")
                onChosen: value => page.view = value
            }
            Card {
                width: page.column
                visible: page.view === "list"
                implicitHeight: members.implicitHeight + 16
                Column {
                    id: members
                    x: 8
                    y: 8
                    width: parent.width - 16
                    Accessible.role: Accessible.List
                    Accessible.name: qsTr("People")
                    Repeater {
                        id: list
                        model: people.members
                        PeopleRow {
                            required property var row
                            required property int index
                            width: members.width
                            person: row
                            Keys.onUpPressed: if (index > 0) list.itemAt(index - 1).forceActiveFocus(Qt.TabFocusReason)
                            Keys.onDownPressed: if (index + 1 < list.count) list.itemAt(index + 1).forceActiveFocus(Qt.TabFocusReason)
                            onClicked: page.look(row.id, focusReason)
                        }
                    }
                }
            }
            Loader {
                active: page.view === "tree"
                visible: active
                width: Math.min(page.width - 48, 1080)
                x: (page.column - width) / 2
                sourceComponent: PeopleTree { onChosen: (person, reason) => page.look(person, reason) }
            }
            Card {
                width: page.column
                visible: page.view === "invitations"
                implicitHeight: (invites.count === 0 ? none.implicitHeight + 48 : outstanding.implicitHeight + 16)
                Words {
                    id: none
                    visible: invites.count === 0
                    x: 24
                    y: 24
                    width: parent.width - 48
                    horizontalAlignment: Text.AlignLeft
                    text: qsTr("Nobody was invited yet.")
                    color: theme.colours.muted
                }
                Column {
                    id: outstanding
                    x: 8
                    y: 8
                    width: parent.width - 16
                    Accessible.role: Accessible.List
                    Accessible.name: qsTr("Invitations")
                    Repeater {
                        id: invites
                        model: invitations.rows
                        Item {
                            id: invite
                            required property var row
                            width: outstanding.width
                            height: Math.max(68, line.implicitHeight + 20)
                            Accessible.role: Accessible.ListItem
                            Accessible.name: row.title + ", " + row.said
                            RowLayout {
                                id: line
                                anchors.left: parent.left
                                anchors.right: parent.right
                                anchors.leftMargin: 16
                                anchors.rightMargin: 12
                                anchors.verticalCenter: parent.verticalCenter
                                spacing: 16
                                Image {
                                    source: "image://icon/" + invite.row.symbol + "/" + ("" + (invite.row.open ? theme.colours.accent : theme.colours.muted)).slice(-6)
                                    sourceSize: Qt.size(22, 22)
                                }
                                Column {
                                    Layout.fillWidth: true
                                    spacing: 2
                                    Words { width: parent.width; horizontalAlignment: Text.AlignLeft; text: invite.row.title; size: 15; lineHeight: 1.2; font.weight: Font.DemiBold; color: invite.row.open ? theme.colours.text : theme.colours.muted; Accessible.ignored: true }
                                    Words { width: parent.width; horizontalAlignment: Text.AlignLeft; text: invite.row.said; size: 14; lineHeight: 1.2; color: theme.colours.muted; Accessible.ignored: true }
                                }
                                MainButton { visible: invite.row.mayTakeBack; quiet: true; text: qsTr("Take it back"); onClicked: invitations.take_back(invite.row.id) }
                            }
                        }
                    }
                }
            }
            Words {
                width: page.column
                visible: page.view === "list" && people.formerCount > 0
                topPadding: 8
                leftPadding: 4
                horizontalAlignment: Text.AlignLeft
                text: qsTr("Here no longer")
                size: 14
                font.weight: Font.DemiBold
                color: theme.colours.muted
            }
            Card {
                width: page.column
                visible: page.view === "list" && people.formerCount > 0
                implicitHeight: former.implicitHeight + 16
                Column {
                    id: former
                    x: 8
                    y: 8
                    width: parent.width - 16
                    Accessible.role: Accessible.List
                    Accessible.name: qsTr("Here no longer")
                    Repeater {
                        model: people.former
                        PeopleRow { required property var row; width: former.width; person: row; faded: true; hoverEnabled: false }
                    }
                }
            }
        }
    }
    PeoplePerson { id: sheet; onWrite: person => page.write(person) }
    PeopleCard { }
}
