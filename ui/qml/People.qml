import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// Who belongs, and how somebody new comes in.
Item {
    id: page
    readonly property real column: Math.min(width - 48, 640)
    Flickable {
        anchors.fill: parent
        contentHeight: inner.height + 64
        clip: true
        ScrollBar.vertical: ScrollBar { }
        ColumnLayout {
            id: inner
            x: (page.width - width) / 2
            y: 24
            width: page.column
            spacing: 16
            RowLayout {
                Layout.fillWidth: true
                spacing: 12
                Words { Layout.fillWidth: true; visible: session.circleList.length < 2; text: people.circleName; horizontalAlignment: Text.AlignLeft; size: 26; font.weight: Font.DemiBold }
                Choice {
                    Layout.maximumWidth: 340
                    Layout.fillWidth: true
                    visible: session.circleList.length > 1
                    model: session.circleList
                    textRole: "name"
                    valueRole: "id"
                    Accessible.name: qsTr("Which circle")
                    Component.onCompleted: currentIndex = Math.max(0, indexOfValue(people.circle))
                    onActivated: people.choose(currentValue)
                }
                Item { Layout.fillWidth: true; visible: session.circleList.length > 1 }
                MainButton {
                    objectName: "invite"
                    text: qsTr("Invite somebody")
                    symbol: "user-plus"
                    visible: people.code === ""
                    onClicked: people.invite(false)
                }
            }
            Card {
                Layout.fillWidth: true
                visible: people.code !== ""
                implicitHeight: invitation.implicitHeight + 48
                GridLayout {
                    id: invitation
                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.top: parent.top
                    anchors.margins: 24
                    columns: width > 520 ? 2 : 1
                    columnSpacing: 24
                    rowSpacing: 16
                    Rectangle {
                        color: "#ffffff"
                        radius: 12
                        implicitWidth: 240
                        implicitHeight: 240
                        Image {
                            anchors.fill: parent
                            smooth: false
                            source: people.code === "" ? "" : "image://post/" + people.code
                            Accessible.role: Accessible.Graphic
                            Accessible.name: qsTr("Square code of the invitation")
                        }
                    }
                    ColumnLayout {
                        Layout.fillWidth: true
                        spacing: 12
                        Words { Layout.fillWidth: true; text: qsTr("Show this square, or send the link."); size: 20; lineHeight: 1.2; font.weight: Font.DemiBold }
                        Words { Layout.fillWidth: true; text: qsTr("It lets one person in, until %1. Whoever has it can come in: give it to nobody else.").arg(people.until); size: 15; color: theme.colours.muted }
                        MainButton { text: qsTr("Copy the link"); symbol: "copy"; onClicked: people.copy_link() }
                        MainButton { quiet: true; text: qsTr("Take it back"); onClicked: people.take_back() }
                        MainButton { quiet: true; text: qsTr("Done"); onClicked: people.put_away() }
                    }
                    Words {
                        Layout.fillWidth: true
                        Layout.columnSpan: invitation.columns
                        text: people.typed
                        size: 13
                        color: theme.colours.muted
                        font.family: "monospace"
                        Accessible.name: qsTr("The same code, to be typed: %1").arg(text)
                    }
                }
            }
            Words {
                Layout.fillWidth: true
                visible: text !== ""
                text: people.message
                size: 15
                color: theme.colours.on_tint
                Accessible.role: Accessible.AlertMessage
            }
            Card {
                Layout.fillWidth: true
                implicitHeight: members.implicitHeight + 16
                Column {
                    id: members
                    anchors.left: parent.left
                    anchors.right: parent.right
                    y: 8
                    Repeater {
                        model: people.members
                        Item {
                            id: member
                            required property var modelData
                            width: members.width
                            height: Math.max(72, words.implicitHeight + 20)
                            Accessible.role: Accessible.ListItem
                            Accessible.name: modelData.name + ", " + modelData.said + ", " + modelData.state
                            Face { x: 16; anchors.verticalCenter: parent.verticalCenter; person: member.modelData.person; letters: member.modelData.letters; extent: 46 }
                            Column {
                                id: words
                                x: 76
                                width: parent.width - 108 - reach.implicitWidth
                                anchors.verticalCenter: parent.verticalCenter
                                Words { width: parent.width; text: member.modelData.name; horizontalAlignment: Text.AlignLeft; size: 16; font.weight: Font.DemiBold; wrapMode: Text.NoWrap; elide: Text.ElideRight }
                                Words { width: parent.width; text: member.modelData.said; horizontalAlignment: Text.AlignLeft; size: 13; color: theme.colours.muted; lineHeight: 1.15 }
                            }
                            Words {
                                id: reach
                                anchors.right: parent.right
                                anchors.rightMargin: 16
                                anchors.verticalCenter: parent.verticalCenter
                                text: member.modelData.state
                                size: 13
                                color: member.modelData.here ? theme.colours.on_tint : theme.colours.muted
                            }
                        }
                    }
                }
            }
        }
    }
}
